package io.millrace.verify.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import io.millrace.sdk.Sensitive;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The rules of the house. Each takes a house and gives its violations, one sentence each; none means that it holds. */
final class Rules {
    private static final Pattern VAGUE_NAME = Pattern.compile(".*(Manager|Helper|Helpers|Util|Utils|Impl|Base)");
    private static final Set<String> SOCKETS = Set.of(
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.DatagramSocket",
            "java.net.MulticastSocket",
            "java.net.InetAddress",
            "java.net.URLConnection",
            "java.net.HttpURLConnection",
            "java.nio.channels.SocketChannel",
            "java.nio.channels.ServerSocketChannel",
            "java.nio.channels.DatagramChannel",
            "java.nio.channels.AsynchronousSocketChannel",
            "javax.net.SocketFactory",
            "javax.net.ssl.SSLSocketFactory",
            "javax.net.ssl.SSLSocket");
    private static final Set<String> HTTP_CLIENTS = Set.of("java.net.http", "com.sun.net.httpserver", "okhttp3");

    private Rules() {}

    static List<String> modulesImportOnlyAlongTheArrows(House house) {
        return against(house, Plan.MODULES, house::module, Set.of());
    }

    static List<String> packagesOfCoreImportOnlyAlongTheArrows(House house) {
        return against(house, Plan.CORE, house::corePackage, Set.of("shared"));
    }

    static List<String> executionSeesOfConnectionOnlyValuesAndMasks(House house) {
        return dependencies(
                house,
                type -> house.corePackage(type).equals(Optional.of("execution")),
                target -> house.corePackage(target).equals(Optional.of("connection"))
                        && !house.lists(Plan.CONNECTION_FOR_EXECUTION, target));
    }

    static List<String> sharedIsSmall(House house) {
        Set<String> files = house.classes().stream()
                .filter(type -> house.corePackage(type).equals(Optional.of("shared")))
                .map(type ->
                        type.getSource().flatMap(source -> source.getFileName()).orElse(type.getName()))
                .collect(toSet());
        return files.size() <= Plan.LARGEST_SHARED
                ? List.of()
                : List.of("shared holds " + files.size() + " files: " + files + ", of " + Plan.LARGEST_SHARED);
    }

    static List<String> theSdkDependsOnNothingButTheLanguage(House house) {
        return dependencies(
                house,
                type -> house.isIn("sdk", type),
                target -> !house.isIn("sdk", target) && !isBelow(Set.of("java", "javax.net", "org.jspecify"), target));
    }

    static List<String> coreKnowsNoDatabaseNoServerAndNoVendor(House house) {
        return dependencies(house, type -> house.isIn("core", type), target -> isBelow(Plan.UNKNOWN_TO_CORE, target));
    }

    static List<String> onlyListedPlacesRevealSecrets(House house) {
        return accesses(
                house,
                type -> !house.lists(Plan.REVEALING.keySet(), type) && !type.isEquivalentTo(Sensitive.class),
                Rules::reveals);
    }

    static List<String> onlyEgressAndListedPlacesReachTheNetwork(House house) {
        return dependencies(
                house,
                type -> !house.isIn("egress", type) && !house.lists(Plan.NETWORK.keySet(), type),
                Rules::isNetwork);
    }

    static List<String> nothingSleeps(House house) {
        return accesses(house, type -> !house.lists(Plan.SLEEPING.keySet(), type), Rules::putsToSleep);
    }

    static List<String> timeIsInjected(House house) {
        return accesses(house, type -> !house.lists(Plan.CLOCK.keySet(), type), Rules::readsTheSystemClock);
    }

    static List<String> namesSayWhatAClassIs(House house) {
        return house.classes().stream()
                .filter(type -> VAGUE_NAME.matcher(type.getSimpleName()).matches())
                .map(type -> type.getName() + " does not say what it is")
                .toList();
    }

    static List<String> everyPackageSaysWhatItOwns(House house) {
        Set<String> described = house.classes().stream()
                .filter(type -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(toSet());
        return house.classes().stream()
                .filter(type -> !described.contains(type.getPackageName()))
                .map(type -> type.getName() + " is in a package without a package-info that is @NullMarked")
                .toList();
    }

    static List<String> packagesAreFreeOfCycles(House house) {
        return slices().matching(house.root() + ".(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        describe("the entry", type -> house.below(type).equals(Plan.ENTRY)), alwaysTrue())
                .evaluate(house.classes())
                .getFailureReport()
                .getDetails();
    }

    /** The places of a list that need not be on it, since they do not do what it allows. */
    static List<String> needlessPlaces(House house, Collection<String> places, Predicate<JavaClass> does) {
        Set<String> doing = house.classes().stream()
                .filter(does)
                .map(type -> house.below(outermost(type)))
                .collect(toSet());
        return places.stream().filter(place -> !doing.contains(place)).sorted().toList();
    }

    /** The arrows of the modules that nobody uses, and modules that do not exist. */
    static List<String> needlessArrowsOfModules(House house, Map<String, Set<String>> arrows) {
        return needlessArrows(house, arrows, house::module);
    }

    /** The same for the packages of core. */
    static List<String> needlessArrowsOfCore(House house, Map<String, Set<String>> arrows) {
        return needlessArrows(house, arrows, house::corePackage);
    }

    private static List<String> needlessArrows(
            House house, Map<String, Set<String>> arrows, Function<JavaClass, Optional<String>> placeOf) {
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass type : house.classes()) {
            placeOf.apply(type)
                    .ifPresent(from -> type.getDirectDependenciesFromSelf().stream()
                            .flatMap(dependency -> placeOf.apply(dependency.getTargetClass()).stream())
                            .forEach(used.computeIfAbsent(from, _ -> new TreeSet<>())::add));
        }
        return arrows.entrySet().stream()
                .flatMap(entry -> {
                    Set<String> found = used.get(entry.getKey());
                    return found == null
                            ? Stream.of(entry.getKey() + " does not exist")
                            : entry.getValue().stream()
                                    .filter(to -> !found.contains(to))
                                    .map(to -> entry.getKey() + " does not import " + to);
                })
                .sorted()
                .toList();
    }

    static boolean reveals(JavaClass type) {
        return type.getAccessesFromSelf().stream().anyMatch(Rules::reveals);
    }

    static boolean reachesTheNetwork(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> isNetwork(dependency.getTargetClass()));
    }

    static boolean sleeps(JavaClass type) {
        return type.getAccessesFromSelf().stream().anyMatch(Rules::putsToSleep);
    }

    static boolean readsTheClock(JavaClass type) {
        return type.getAccessesFromSelf().stream().anyMatch(Rules::readsTheSystemClock);
    }

    private static boolean reveals(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Sensitive.class)
                && Set.of("reveal", "hidden").contains(access.getName());
    }

    private static boolean putsToSleep(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Thread.class)
                && access.getName().equals("sleep");
    }

    private static boolean isNetwork(JavaClass target) {
        return SOCKETS.contains(target.getName()) || isBelow(HTTP_CLIENTS, target);
    }

    /** Whether the time comes from the machine; {@code System.nanoTime()} measures spans and tells no time. */
    private static boolean readsTheSystemClock(JavaAccess<?> access) {
        String name = access.getName();
        return switch (access.getTargetOwner().getName()) {
            case "java.lang.System" -> name.equals("currentTimeMillis");
            case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
            case "java.time.InstantSource" -> name.equals("system");
            case "java.util.Date" -> name.equals("<init>") && hasNoParameters(access);
            case String owner when owner.startsWith("java.time.") -> name.equals("now") && hasNoParameters(access);
            default -> false;
        };
    }

    private static boolean hasNoParameters(JavaAccess<?> access) {
        return access.getTarget().getFullName().endsWith("()");
    }

    /** Judges every import between two places against a table of arrows; a place that the table misses is a violation too. */
    private static List<String> against(
            House house,
            Map<String, Set<String>> arrows,
            Function<JavaClass, Optional<String>> placeOf,
            Set<String> always) {
        return house.classes().stream()
                .filter(type ->
                        placeOf.apply(type).isPresent() && !type.getSimpleName().equals("package-info"))
                .flatMap(type -> {
                    String from = placeOf.apply(type).orElseThrow();
                    Set<String> allowed = arrows.get(from);
                    return allowed == null
                            ? Stream.of(type.getName() + " is in '" + from + "', which the plan does not know")
                            : type.getDirectDependenciesFromSelf().stream()
                                    .filter(dependency -> placeOf.apply(dependency.getTargetClass())
                                            .filter(to ->
                                                    !to.equals(from) && !always.contains(to) && !allowed.contains(to))
                                            .isPresent())
                                    .map(Dependency::getDescription);
                })
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> dependencies(House house, Predicate<JavaClass> judged, Predicate<JavaClass> forbidden) {
        return house.classes().stream()
                .filter(judged)
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> forbidden.test(dependency.getTargetClass().getBaseComponentType()))
                .map(Dependency::getDescription)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> accesses(House house, Predicate<JavaClass> judged, Predicate<JavaAccess<?>> forbidden) {
        return house.classes().stream()
                .filter(judged)
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(forbidden)
                .map(JavaAccess::getDescription)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isBelow(Set<String> packages, JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return packages.stream().anyMatch(above -> name.equals(above) || name.startsWith(above + "."));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Rules::outermost).orElse(type);
    }
}
