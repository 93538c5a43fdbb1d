package io.millrace.core.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.extensions.CelMathExtensions;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.extensions.CelSetsExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The language itself: which libraries and functions there are, and the limits of the parser and the interpreter. Making
 * one takes half a second.
 *
 * <p>Of CEL's libraries of texts, lists, sets and regular expressions it takes the declarations only. The code is ours:
 * it asks the {@link Meter} before it makes a text or a list, and looks at the time at every element and every few
 * characters, so that no call can outlast the limit however large what it is given.
 *
 * <p>The interpreter is CEL's tree-walking one. Its planner, meant to follow it one day, copies every list and map that an
 * expression touches with all that is in them, which an event of a megabyte does not forgive.
 */
record Environment(CelCompiler compiler, CelRuntime runtime, Set<String> functions) {
    /** The longest source, in characters. */
    static final int MAX_SOURCE = 8 * 1024;

    /** The most turns all loops of one expression may make together. */
    static final int MAX_ITERATIONS = 100_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(MAX_SOURCE)
            .maxParseRecursionDepth(Guards.MAX_DEPTH)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final CelStringExtensions STRINGS = CelExtensions.strings(
            CelStringExtensions.Function.CHAR_AT,
            CelStringExtensions.Function.INDEX_OF,
            CelStringExtensions.Function.LAST_INDEX_OF,
            CelStringExtensions.Function.LOWER_ASCII,
            CelStringExtensions.Function.UPPER_ASCII,
            CelStringExtensions.Function.REVERSE,
            CelStringExtensions.Function.SUBSTRING,
            CelStringExtensions.Function.TRIM);
    private static final CelListsExtensions LISTS = CelExtensions.lists(
            CelListsExtensions.Function.SLICE,
            CelListsExtensions.Function.FLATTEN,
            CelListsExtensions.Function.DISTINCT,
            CelListsExtensions.Function.REVERSE,
            CelListsExtensions.Function.SORT);
    private static final CelOptionalLibrary OPTIONAL = CelExtensions.optional();
    private static final CelMathExtensions MATH = CelExtensions.math();
    private static final CelSetsExtensions SETS = CelExtensions.sets(OPTIONS);

    private static final Set<String> REPLACED = Stream.of(
                    Arithmetic.REPLACED,
                    Comparison.REPLACED,
                    CharacterFunctions.REPLACED,
                    RegexFunctions.REPLACED,
                    SequenceFunctions.REPLACED)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    static Environment create() {
        List<BuiltIn> builtIns = Stream.of(
                        GuardFunctions.all(),
                        Arithmetic.all(),
                        Comparison.all(),
                        TextFunctions.all(),
                        CharacterFunctions.all(),
                        RegexFunctions.all(),
                        CodingFunctions.all(),
                        ListFunctions.all(),
                        SequenceFunctions.all(),
                        SetFunctions.all(),
                        MapFunctions.all(),
                        CsvFunctions.all(),
                        TimeFunctions.all())
                .flatMap(List::stream)
                .toList();
        CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addMacros(CelExtensions.lists().macros())
                .addLibraries(OPTIONAL, STRINGS, LISTS, MATH, SETS)
                .addFunctionDeclarations(builtIns.stream()
                        .filter(BuiltIn::isNew)
                        .map(BuiltIn::asDeclaration)
                        .toList())
                .addVar("now", SimpleType.TIMESTAMP)
                .build();
        CelRuntime runtime = CelRuntimeFactory.legacyCelRuntimeBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardFunctions(CelStandardFunctions.newBuilder()
                        .filterFunctions((function, overload) -> !isReplaced(overload.toString()))
                        .build())
                .addLibraries(OPTIONAL, MATH)
                .addFunctionBindings(builtIns.stream().map(BuiltIn::binding).toList())
                .build();
        return new Environment(compiler, runtime, names(builtIns));
    }

    private static Set<String> names(List<BuiltIn> builtIns) {
        Stream<CelFunctionDecl> libraries = Stream.of(
                        STRINGS.functions(),
                        LISTS.functions(),
                        MATH.functions(),
                        SETS.functions(),
                        OPTIONAL.functions())
                .flatMap(Set::stream);
        return Vocabulary.functions(Stream.concat(
                        libraries.map(CelFunctionDecl::name), builtIns.stream().map(BuiltIn::function))
                .toList());
    }

    private static boolean isReplaced(String overload) {
        return REPLACED.contains(overload);
    }
}
