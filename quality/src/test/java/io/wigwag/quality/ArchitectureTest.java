package io.wigwag.quality;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Holds the classes of every module against the tables. They are read from the built jars that this module depends
/// on; the generated ones of `proto` are left out, because their build sees nothing of ours to depend on.
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("io/wigwag/proto/"))
            .importPackages("io.wigwag");

    private final PackageTable packages = PackageTable.ofWigwag();
    private final LibraryTable libraries = LibraryTable.ofWigwag();

    @Test
    void theClassesOfEveryModuleAreSeen() {
        assertThat(OURS.stream()
                        .map(type -> packages.subjectOf(type.getPackageName()).orElse("none")))
                .contains("core.octets", "gateway.cli", "gateway.observe", "gateway.boot", "interop");
    }

    @Test
    void everyPackageHasALineInTheTable() {
        var strangers = new TreeSet<String>();
        for (var type : OURS) {
            if (packages.subjectOf(type.getPackageName()).isEmpty()) {
                strangers.add(type.getPackageName());
            }
        }
        assertThat(strangers).isEmpty();
    }

    @Test
    void packagesKnowOnlyWhomTheTableAllows() {
        var breaches = new TreeSet<String>();
        for (var type : OURS) {
            var subject = packages.subjectOf(type.getPackageName()).orElse("none");
            for (var used : type.getDirectDependenciesFromSelf()) {
                var target = used.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith("io.wigwag")
                        && !packages.allows(subject, target.getPackageName())) {
                    breaches.add(subject + " must not know " + target.getName() + " (" + type.getName() + ")");
                }
            }
        }
        assertThat(breaches).isEmpty();
    }

    @Test
    void librariesStayInTheirHomes() {
        var breaches = new TreeSet<String>();
        for (var type : OURS) {
            for (var used : type.getDirectDependenciesFromSelf()) {
                libraries
                        .objection(type.getPackageName(), used.getTargetClass().getName())
                        .ifPresent(objection -> breaches.add(type.getName() + ": " + objection));
            }
        }
        assertThat(breaches).isEmpty();
    }

    @Test
    void octetsKnowNothingButTheJdk() {
        check(noClasses()
                .that()
                .resideInAPackage("io.wigwag.core.octets")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "javax.crypto..", "io.wigwag.core.octets", "org.jspecify.."));
    }

    @Test
    void thereAreNoCyclesBetweenPackages() {
        check(slices().matching("io.wigwag.core.(*)..").should().beFreeOfCycles());
        check(slices().matching("io.wigwag.storage.(*)..").should().beFreeOfCycles());
        check(slices().matching("io.wigwag.gateway.(*)..").should().beFreeOfCycles());
        check(slices().matching("io.wigwag.sandbox.(*)..").should().beFreeOfCycles());
        check(slices().matching("io.wigwag.(*)..").should().beFreeOfCycles());
    }

    @Test
    void nothingIsInjectedIntoFields() {
        check(NO_CLASSES_SHOULD_USE_FIELD_INJECTION);
    }

    @Test
    void nothingWritesToTheStandardStreams() {
        check(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
    }

    @Test
    void everyPackageIsNullMarked() {
        var unmarked = new TreeSet<String>();
        for (var type : OURS) {
            var inside = type.getPackage();
            if (!isNullMarked(type)) {
                unmarked.add(inside.getName());
            }
        }
        assertThat(unmarked).isEmpty();
    }

    private static boolean isNullMarked(JavaClass type) {
        return type.getPackage()
                .tryGetAnnotationOfType("org.jspecify.annotations.NullMarked")
                .isPresent();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(OURS);
    }
}
