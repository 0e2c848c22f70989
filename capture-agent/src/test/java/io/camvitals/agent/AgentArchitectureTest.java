package io.camvitals.agent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.camvitals", importOptions = ImportOption.DoNotIncludeTests.class)
class AgentArchitectureTest {
  @ArchTest
  static final ArchRule modulesAreImportedInOneDirection =
      classes()
          .that()
          .resideInAPackage("io.camvitals.agent..")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackages(
                  "io.camvitals.jobs..",
                  "io.camvitals.simulator..",
                  "io.camvitals.demo..",
                  "io.camvitals.dashboards..",
                  "io.camvitals.benchmarks..",
                  "io.camvitals.servers.."));

  /** Packets flow from sources through observers to the publisher; nothing looks back. */
  @ArchTest
  static final ArchRule packagesShowTheFlow =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.camvitals.agent..")
          .layer("command")
          .definedBy("io.camvitals.agent.command..")
          .layer("health")
          .definedBy("io.camvitals.agent.health..")
          .layer("analyze")
          .definedBy("io.camvitals.agent.analyze..")
          .layer("source")
          .definedBy("io.camvitals.agent.source..")
          .layer("observe")
          .definedBy("io.camvitals.agent.observe..")
          .layer("publish")
          .definedBy("io.camvitals.agent.publish..")
          .layer("configuration")
          .definedBy("io.camvitals.agent.configuration..")
          .layer("logging")
          .definedBy("io.camvitals.agent.logging..")
          .whereLayer("command")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("health")
          .mayOnlyBeAccessedByLayers("command")
          .whereLayer("analyze")
          .mayOnlyBeAccessedByLayers("command")
          .whereLayer("source")
          .mayOnlyBeAccessedByLayers("health", "analyze", "command")
          .whereLayer("observe")
          .mayOnlyBeAccessedByLayers("source", "health", "analyze", "command")
          .whereLayer("publish")
          .mayOnlyBeAccessedByLayers("observe", "source", "health", "command")
          .whereLayer("configuration")
          .mayOnlyBeAccessedByLayers("source", "command");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.camvitals.agent.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule kafkaIsKnownToThePublisherAndTheCommandsAlone =
      noClasses()
          .that()
          .resideInAPackage("io.camvitals.agent..")
          .and()
          .resideOutsideOfPackages("io.camvitals.agent.publish..", "io.camvitals.agent.command..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule libpcapIsKnownToTheLiveSourceAlone =
      noClasses()
          .that()
          .resideInAPackage("io.camvitals.agent..")
          .and()
          .resideOutsideOfPackage("io.camvitals.agent.source.live..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.pcap4j..");

  @ArchTest
  static final ArchRule theSystemsOwnCallsAreKnownToTheSocketsAlone =
      noClasses()
          .that()
          .resideInAPackage("io.camvitals.agent..")
          .and()
          .resideOutsideOfPackage("io.camvitals.agent.source.socket..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.jna..");
}
