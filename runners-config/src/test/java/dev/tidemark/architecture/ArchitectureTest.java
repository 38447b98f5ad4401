package dev.tidemark.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the rooms, held. */
@AnalyzeClasses(
    packages = "dev.tidemark",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
  /** Tests of one room lend some of their parts to those of another, in a jar. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String JOB = "dev.tidemark.job..";
  private static final String CONNECTORS = "dev.tidemark.connectors..";
  private static final String SYNC = "dev.tidemark.sync..";
  private static final String CLI = "dev.tidemark.cli..";
  private static final String EXPANSION = "dev.tidemark.expansion..";
  private static final String EXPORT = "dev.tidemark.export..";
  private static final String FRONT_DOOR = "dev.tidemark";

  @ArchTest
  static final ArchRule roomsUseOnlyThoseToTheirLeft =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("transforms")
          .definedBy(
              "dev.tidemark.json..",
              "dev.tidemark.model..",
              "dev.tidemark.problem..",
              "dev.tidemark.shape..",
              "dev.tidemark.evolve..",
              "dev.tidemark.transforms..")
          .layer("connectors-io")
          .definedBy(
              "dev.tidemark.config..",
              "dev.tidemark.http..",
              "dev.tidemark.file..",
              "dev.tidemark.s3..",
              "dev.tidemark.google..",
              "dev.tidemark.source..",
              "dev.tidemark.manifest..",
              "dev.tidemark.destination..",
              "dev.tidemark.language..")
          .layer("pipelines")
          .definedBy(CONNECTORS, JOB, SYNC, EXPORT, EXPANSION, CLI, FRONT_DOOR)
          .layer("runners-config")
          .definedBy("dev.tidemark.runner..")
          .whereLayer("runners-config")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("pipelines")
          .mayOnlyBeAccessedByLayers("runners-config")
          .whereLayer("connectors-io")
          .mayOnlyBeAccessedByLayers("pipelines", "runners-config")
          .because(
              "transforms <- connectors-io <- pipelines <- runners-config; move the class to the"
                  + " room of what it uses, or hand it what it needs");

  @ArchTest
  static final ArchRule simulatorsKnowNothingOfTheProduct =
      noClasses()
          .that()
          .resideInAPackage("dev.tidemark.simulator..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.<JavaClass>describe(
                  "are of the product",
                  type ->
                      type.getPackageName().startsWith("dev.tidemark")
                          && !type.getPackageName().startsWith("dev.tidemark.simulator")))
          .because("a mistake shared with the product would hide itself; write it a second time");

  @ArchTest
  static final ArchRule theModelIsPlainJava =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.tidemark.model..",
              "dev.tidemark.problem..",
              "dev.tidemark.shape..",
              "dev.tidemark.evolve..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.beam..", "java.sql..", "java.net.http..", "java.nio.file..")
          .because("what a record is depends on no I/O; do that in connectors-io and pass values");

  @ArchTest
  static final ArchRule commandsWithoutAPipelineLoadNoBeam =
      noClasses()
          .that()
          .resideInAPackage(CLI)
          .or()
          .resideInAPackage(JOB)
          .or()
          .resideInAPackage(CONNECTORS)
          .or()
          .resideInAPackage(EXPORT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.beam..")
          .because("its classes cost seconds at start; only dev.tidemark.sync may touch them");

  @ArchTest
  static final ArchRule databasesStayInTheirPackages =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.tidemark.destination.*..", "dev.tidemark.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.duckdb..")
          .because("a new destination must be a file or two; ask for it through Destination");

  @ArchTest
  static final ArchRule noCycles =
      slices()
          .matching("dev.tidemark.(**)")
          .should()
          .beFreeOfCycles()
          .because("two rooms that need each other are one; move what both need below them");

  @ArchTest
  static final ArchRule noDrawersForOddments =
      classes()
          .should()
          .resideOutsideOfPackages("..util..", "..utils..", "..common..", "..helpers..", "..impl..")
          .because("a package is named after what is in it");
}
