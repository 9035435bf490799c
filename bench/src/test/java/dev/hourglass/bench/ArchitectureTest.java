package dev.hourglass.bench;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The house as docs/architecture.md draws it, held against the compiled classes of all modules. */
class ArchitectureTest {
  private static final List<String> ROOMS =
      List.of("engine", "autoencoders", "data", "samples", "tasks", "cli", "bench");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importPaths(
              ROOMS.stream().map(room -> Path.of("..", room, "target", "classes")).toList());

  @ParameterizedTest
  @ValueSource(strings = {"engine", "autoencoders", "data", "samples", "tasks", "cli"})
  void everyRoomWasLookedAt(String room) {
    assertThat(CLASSES.stream().filter(c -> c.getPackageName().startsWith(root(room))))
        .isNotEmpty();
  }

  /** The second column names all rooms that the first may use; so the arrows point down only. */
  @ParameterizedTest
  @CsvSource({
    "engine,''",
    "autoencoders,engine",
    "data,engine",
    "samples,''",
    "tasks,engine autoencoders data",
    "cli,engine autoencoders data samples tasks",
    "bench,engine autoencoders data samples tasks cli"
  })
  void arrowsPointDown(String room, String allowed) {
    List<String> forbidden = new ArrayList<>(ROOMS);
    forbidden.remove(room);
    forbidden.removeAll(List.of(allowed.split(" ", -1)));
    noClasses()
        .that()
        .resideInAPackage(root(room) + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.stream().map(r -> root(r) + "..").toArray(String[]::new))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void theEngineNeedsTheJdkOnly() {
    classes()
        .that()
        .resideInAPackage("dev.hourglass.engine..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.hourglass.engine..", "java..", "jdk.incubator.vector..", "org.jspecify..")
        .check(CLASSES);
  }

  /**
   * The runner of kernels, the compiler and the interpreter may change without anybody's notice.
   */
  @Test
  void theEnginesInsidesStayInside() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.hourglass.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.hourglass.engine.compile..",
            "dev.hourglass.engine.interpret..",
            "dev.hourglass.engine.runtime..",
            "dev.hourglass.engine.math..")
        .check(CLASSES);
  }

  /** But for one door: {@code Engines} hands out the compiler and the interpreter behind it. */
  @Test
  void packagesFormNoCycle() {
    slices()
        .matching("dev.hourglass.(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(name("dev.hourglass.engine.Engines"), alwaysTrue())
        .check(CLASSES);
  }

  @Test
  void everyPackageHasItsPage() {
    List<String> bare =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .distinct()
            .filter(name -> !name.isEmpty() && !name.endsWith("jmh_generated"))
            .filter(name -> !CLASSES.contain(name + ".package-info"))
            .toList();
    assertThat(bare).as("packages without package-info").isEmpty();
  }

  private static String root(String room) {
    return "dev.hourglass." + room;
  }
}
