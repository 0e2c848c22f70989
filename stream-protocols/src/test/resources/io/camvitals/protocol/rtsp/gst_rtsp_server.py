"""An RTSP server of GStreamer for tests.

Serves H.264 at /live and, with one track of video and one of audio, at /both. Prints one line
"listening PORT" and ends when its standard input is closed.

Usage: gst_rtsp_server.py [--auth basic|digest] [--transport udp|tcp] [--timeout SECONDS]
The user is "admin", the password "p@ss:word".
"""

import argparse
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

USER = "admin"
PASSWORD = "p@ss:word"


def encoder():
    if Gst.ElementFactory.find("x264enc"):
        return "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=10 bitrate=300"
    return "openh264enc gop-size=10 bitrate=300000"


def factory(pipeline, transport):
    made = GstRtspServer.RTSPMediaFactory()
    made.set_launch("( " + pipeline + " )")
    made.set_shared(True)
    if transport == "tcp":
        made.set_protocols(GstRtsp.RTSPLowerTrans.TCP)
    elif transport == "udp":
        made.set_protocols(GstRtsp.RTSPLowerTrans.UDP)
    return made


def protect(server, made, scheme):
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string(GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE, USER)
    if scheme == "digest":
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(USER, PASSWORD, token)
    else:
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.BASIC)
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(USER, PASSWORD), token)
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role(USER, "media.factory.access", True)
    permissions.add_permission_for_role(USER, "media.factory.construct", True)
    made.set_permissions(permissions)
    server.set_auth(auth)


def limit_sessions(server, seconds):
    """Ends sessions of silent clients; the server adds five seconds of its own."""

    def on_session(_client, session):
        session.set_timeout(seconds)

    def on_client(_server, client):
        client.connect("new-session", on_session)

    def clean():
        server.get_session_pool().cleanup()
        return True

    server.connect("client-connected", on_client)
    GLib.timeout_add(250, clean)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--auth", choices=["basic", "digest"])
    arguments.add_argument("--transport", choices=["udp", "tcp"])
    arguments.add_argument("--timeout", type=int)
    options = arguments.parse_args()

    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service("0")
    video = (
        "videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=25/1 ! "
        + encoder()
        + " ! rtph264pay name=pay0 pt=96 config-interval=1"
    )
    audio = " audiotestsrc is-live=true ! audioconvert ! mulawenc ! rtppcmupay name=pay1 pt=0"
    live = factory(video, options.transport)
    both = factory(video + audio, options.transport)
    if options.auth:
        protect(server, live, options.auth)
    server.get_mount_points().add_factory("/live", live)
    server.get_mount_points().add_factory("/both", both)
    if options.timeout:
        limit_sessions(server, options.timeout)
    server.attach(None)
    print("listening", server.get_bound_port(), flush=True)

    loop = GLib.MainLoop()
    GLib.io_add_watch(
        GLib.IOChannel.unix_new(sys.stdin.fileno()),
        GLib.PRIORITY_DEFAULT,
        GLib.IOCondition.HUP,
        lambda *_: loop.quit(),
    )
    loop.run()


if __name__ == "__main__":
    main()
