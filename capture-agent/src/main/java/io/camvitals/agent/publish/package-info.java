/** From events to Kafka, through a bounded queue that counts what it lets go. */
package io.camvitals.agent.publish;
