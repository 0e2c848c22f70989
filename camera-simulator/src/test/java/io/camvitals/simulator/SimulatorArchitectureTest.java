package io.camvitals.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.camvitals.simulator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class SimulatorArchitectureTest {
  @ArchTest
  static final ArchRule packagesDependInOneDirection =
      slices().matching("io.camvitals.simulator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule truthKnowsNothingOfWhatItJudges =
      classes()
          .that()
          .resideInAPackage("..truth")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "com.fasterxml.jackson..", "org.slf4j..", "io.camvitals.simulator.truth");

  @ArchTest
  static final ArchRule onlyMediaKnowsTheCodec =
      classes()
          .that()
          .resideOutsideOfPackage("..media")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("org.bytedeco..");
}
