package io.millrace.verify.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules of the house hold; and each of them sees the violation that is planted for it. */
class ArchitectureTest {
    private static final House MILLRACE = House.ofMillrace();
    private static final House PLANTED = House.ofPlantedViolations();

    @Test
    void every_module_is_judged() {
        assertThat(MILLRACE.classes().stream().flatMap(type -> MILLRACE.module(type).stream()))
                .contains("sdk", "core", "store", "s3", "egress", "tools", "server", "app");
        assertThat(MILLRACE.classes()).hasSizeGreaterThan(400);
    }

    @Test
    void modules_import_only_along_the_arrows() {
        holds(
                Rules::modulesImportOnlyAlongTheArrows,
                "tools.chat.ToolThatImportsCore",
                "cellar.ModuleThatNobodyPlanned",
                "sdk.SdkThatImportsCore");
    }

    @Test
    void packages_of_core_import_only_along_the_arrows() {
        holds(
                Rules::packagesOfCoreImportOnlyAlongTheArrows,
                "core.workflow.WorkflowThatImportsExecution",
                "core.shared.SharedThatImportsWorkflow",
                "core.attic.PackageThatNobodyPlanned",
                "core.undescribed.PackageWithoutDescription");
    }

    @Test
    void execution_sees_of_connection_only_values_and_masks() {
        holds(Rules::executionSeesOfConnectionOnlyValuesAndMasks, "core.execution.ExecutionThatImportsCredentials");
    }

    @Test
    void shared_is_small() {
        holds(Rules::sharedIsSmall, "Drawer");
    }

    @Test
    void the_sdk_depends_on_nothing_but_the_language() {
        holds(Rules::theSdkDependsOnNothingButTheLanguage, "sdk.SdkThatImportsCore");
    }

    @Test
    void core_knows_no_database_no_server_and_no_vendor() {
        holds(Rules::coreKnowsNoDatabaseNoServerAndNoVendor, "core.workflow.WorkflowThatKnowsJdbc");
    }

    @Test
    void only_listed_places_reveal_secrets() {
        holds(
                Rules::onlyListedPlacesRevealSecrets,
                "core.workflow.WorkflowThatReveals",
                "core.workflow.WorkflowThatRevealsByReference");
    }

    @Test
    void only_egress_and_listed_places_reach_the_network() {
        holds(Rules::onlyEgressAndListedPlacesReachTheNetwork, "tools.chat.ToolThatOpensSockets");
    }

    @Test
    void nothing_sleeps() {
        holds(Rules::nothingSleeps, "core.workflow.WorkflowThatSleeps");
    }

    @Test
    void time_is_injected() {
        holds(
                Rules::timeIsInjected,
                "core.workflow.WorkflowThatReadsTheClock",
                "core.workflow.WorkflowThatReadsTheClockByReference");
    }

    @Test
    void names_say_what_a_class_is() {
        holds(Rules::namesSayWhatAClassIs, "core.workflow.WorkflowManager");
    }

    @Test
    void every_package_says_what_it_owns() {
        holds(Rules::everyPackageSaysWhatItOwns, "core.undescribed.PackageWithoutDescription");
    }

    @Test
    void packages_are_free_of_cycles() {
        holds(Rules::packagesAreFreeOfCycles, "core.execution", "core.workflow");
    }

    @Test
    void the_lists_of_places_hold_none_that_is_not_needed() {
        assertThat(needless(Plan.REVEALING.keySet(), Rules::reveals)).isEmpty();
        assertThat(needless(Plan.NETWORK.keySet(), Rules::reachesTheNetwork)).isEmpty();
        assertThat(needless(Plan.CLOCK.keySet(), Rules::readsTheClock)).isEmpty();
        assertThat(needless(Plan.SLEEPING.keySet(), Rules::sleeps)).isEmpty();
        assertThat(needless(List.of("core.workflow.Plan"), Rules::reveals)).containsExactly("core.workflow.Plan");
    }

    @Test
    void every_arrow_of_the_plan_is_used() {
        assertThat(Rules.needlessArrowsOfModules(MILLRACE, Plan.MODULES)).isEmpty();
        assertThat(Rules.needlessArrowsOfCore(MILLRACE, Plan.CORE)).isEmpty();

        assertThat(Rules.needlessArrowsOfModules(
                        PLANTED, Map.of("tools", Set.of("core", "egress"), "barn", Set.of("core"))))
                .containsExactly("barn does not exist", "tools does not import egress");
        assertThat(Rules.needlessArrowsOfCore(
                        PLANTED, Map.of("workflow", Set.of("execution", "yaml"), "loft", Set.of())))
                .containsExactly("loft does not exist", "workflow does not import yaml");
    }

    @Test
    void the_documentation_has_the_same_packages_and_arrows() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "architecture.md"));
        String table = page.substring(page.indexOf("## Packages of `core`"), page.indexOf("A port is an interface"));
        Map<String, Set<String>> documented = new TreeMap<>();
        Pattern row = Pattern.compile("(?m)^\\| `(\\w+)` \\|.*\\|([^|]*)\\|$");
        row.matcher(table)
                .results()
                .forEach(match -> documented.put(
                        match.group(1),
                        Pattern.compile("`(\\w+)`")
                                .matcher(match.group(2))
                                .results()
                                .map(name -> name.group(1))
                                .collect(Collectors.toSet())));

        assertThat(documented).containsExactlyInAnyOrderEntriesOf(Plan.CORE);
    }

    private static List<String> needless(Collection<String> places, Predicate<JavaClass> does) {
        return Rules.needlessPlaces(MILLRACE, places, does);
    }

    /** The rule finds nothing in Millrace, and in the planted house every class that is named and no other. */
    private static void holds(Rule rule, String... planted) {
        assertThat(rule.violations(MILLRACE)).isEmpty();

        List<String> found = rule.violations(PLANTED);

        assertThat(found).allMatch(violation -> Arrays.stream(planted).anyMatch(violation::contains));
        assertThat(planted).allMatch(name -> found.stream().anyMatch(violation -> violation.contains(name)));
    }

    @FunctionalInterface
    private interface Rule {
        List<String> violations(House house);
    }
}
