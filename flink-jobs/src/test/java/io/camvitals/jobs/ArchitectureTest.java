package io.camvitals.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.camvitals.jobs", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packagesImportInOneDirection =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("command")
          .definedBy("io.camvitals.jobs.command..")
          .layer("quality")
          .definedBy("io.camvitals.jobs.quality..")
          .layer("kinds")
          .definedBy(
              "io.camvitals.jobs.audio..",
              "io.camvitals.jobs.change..",
              "io.camvitals.jobs.frame..",
              "io.camvitals.jobs.health..",
              "io.camvitals.jobs.rtcp..",
              "io.camvitals.jobs.rtsp..",
              "io.camvitals.jobs.tcp..",
              "io.camvitals.jobs.transportstream..")
          .layer("generic")
          .definedBy("io.camvitals.jobs.event..", "io.camvitals.jobs.window..")
          .layer("parts")
          .definedBy(
              "io.camvitals.jobs.document..",
              "io.camvitals.jobs.record..",
              "io.camvitals.jobs.state..")
          .layer("elasticsearch")
          .definedBy("io.camvitals.jobs.elasticsearch..")
          .layer("kafka")
          .definedBy("io.camvitals.jobs.kafka..")
          .layer("deadletter")
          .definedBy("io.camvitals.jobs.deadletter..")
          .whereLayer("command")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("quality")
          .mayOnlyBeAccessedByLayers("command")
          .whereLayer("kinds")
          .mayOnlyBeAccessedByLayers("quality")
          .whereLayer("generic")
          .mayOnlyBeAccessedByLayers("quality", "kinds")
          .whereLayer("parts")
          .mayOnlyBeAccessedByLayers("quality", "kinds", "generic")
          .whereLayer("elasticsearch")
          .mayOnlyBeAccessedByLayers("quality", "parts")
          .whereLayer("kafka")
          .mayOnlyBeAccessedByLayers("quality", "kinds", "generic", "parts")
          .whereLayer("deadletter")
          .mayOnlyBeAccessedByLayers("quality", "parts", "elasticsearch");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.camvitals.jobs.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule jobsKnowTheEventsTheMetricsAndTheTemplatesAndNoOtherModule =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.camvitals.agent..",
              "io.camvitals.protocol..",
              "io.camvitals.simulator..",
              "io.camvitals.servers..",
              "io.camvitals.demo..");

  @ArchTest
  static final ArchRule onlyTheSinkKnowsElasticsearchsClient =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.camvitals.jobs.elasticsearch..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("co.elastic..", "org.elasticsearch..", "org.apache.http..");
}
