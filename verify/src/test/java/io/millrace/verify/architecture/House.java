package io.millrace.verify.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Collection;
import java.util.Optional;

/**
 * Classes below one root package, in which the first name below the root is the module and, in {@code core}, the second is
 * the package of a feature. So the same rules can judge Millrace and the planted violations.
 */
record House(String root, JavaClasses classes) {
    private static final String MILLRACE = "io.millrace";
    private static final String PLANTED = "io.millrace.verify.planted";

    /** What is shipped: no test classes, neither from folders nor from jars. */
    static House ofMillrace() {
        return new House(
                MILLRACE,
                new ClassFileImporter()
                        .withImportOption(
                                location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
                        .importPackages(MILLRACE));
    }

    static House ofPlantedViolations() {
        return new House(PLANTED, new ClassFileImporter().importPackages(PLANTED));
    }

    /** The module of a class of this house; empty for any other class. */
    Optional<String> module(JavaClass type) {
        return name(type, 0);
    }

    /** The feature package of a class of this house's core; empty for any other class. */
    Optional<String> corePackage(JavaClass type) {
        return module(type).filter("core"::equals).flatMap(core -> name(type, 1));
    }

    boolean isIn(String module, JavaClass type) {
        return module(type).filter(module::equals).isPresent();
    }

    /** Whether a list of names below the root holds the class or the one that encloses it. */
    boolean lists(Collection<String> namesBelow, JavaClass type) {
        return namesBelow.contains(below(type))
                || type.getEnclosingClass()
                        .filter(enclosing -> lists(namesBelow, enclosing))
                        .isPresent();
    }

    /** The name of a class without the root. */
    String below(JavaClass type) {
        return type.getName().startsWith(root + ".") ? type.getName().substring(root.length() + 1) : type.getName();
    }

    private Optional<String> name(JavaClass type, int depth) {
        String prefix = root + ".";
        String packageName = type.getBaseComponentType().getPackageName();
        if (!packageName.startsWith(prefix)) {
            return Optional.empty();
        }
        String[] names = packageName.substring(prefix.length()).split("\\.", -1);
        return depth < names.length ? Optional.of(names[depth]) : Optional.empty();
    }
}
