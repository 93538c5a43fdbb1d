package io.millrace.core.expression;

import com.github.benmanes.caffeine.cache.Cache;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiles expressions for one {@link Visible} and keeps the programs it made. Safe for use by many threads. */
final class Scope {
    /** Names and fields before a dot or bracket: {@code steps.post["output"].} */
    private static final Pattern VARIABLE_BEFORE = Pattern.compile("(?<![.\\w])vars\\s*$");

    private static final Pattern CHAIN_BEFORE =
            Pattern.compile("([A-Za-z_]\\w*(?:\\.\\??\\w+|\\[\\??[\"']\\w+[\"']\\])*)\\s*$");

    /** The most that one expression is told to be wrong: explaining takes longer than finding. */
    private static final int MAX_ISSUES = 10;

    /** How far before a field its owner is looked for, in characters. */
    private static final int LOOK_BEHIND = 300;

    private final Visible visible;
    private final Typing typing;
    private final Cache<Key, Program> programs;
    private final Budget budget;

    /** Names a program among those of all scopes, which share one bounded cache. */
    record Key(Scope scope, String source) {}

    /** Something wrong with an expression, before it is known which text of a template it stands in. */
    record Issue(int offset, String message) {}

    /** An expression that does not compile. */
    static final class IssuesException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient List<Issue> issues;

        IssuesException(List<Issue> issues) {
            super(issues.getFirst().message());
            this.issues = List.copyOf(issues);
        }

        List<Issue> issues() {
            return issues;
        }
    }

    Scope(Typing typing, Visible visible, Cache<Key, Program> programs, Budget budget) {
        this.typing = typing;
        this.visible = visible;
        this.programs = programs;
        this.budget = budget;
    }

    Program program(String source) throws IssuesException {
        Key key = new Key(this, source);
        Program known = programs.getIfPresent(key);
        if (known != null) {
            return known;
        }
        budget.take();
        Program program = compile(source);
        programs.put(key, program);
        return program;
    }

    private Program compile(String source) throws IssuesException {
        if (source.isBlank()) {
            throw new IssuesException(List.of(new Issue(0, "There is no expression here.")));
        }
        if (source.length() > Environment.MAX_SOURCE) {
            throw new IssuesException(List.of(new Issue(
                    0,
                    "This expression has " + source.length() + " characters; at most " + Environment.MAX_SOURCE
                            + " are allowed.")));
        }
        CelCompiler compiler = typing.typed().compiler();
        try {
            CelAbstractSyntaxTree guarded = Guards.guard(compiler.parse(source).getAst());
            CelAbstractSyntaxTree checked = compiler.check(guarded).getAst();
            References references = References.of(checked);
            checkSecrets(source, checked, references);
            if (checked.getResultType().kind() == CelKind.TYPE) {
                throw refused(0, "This is the name of a type, and no value.");
            }
            CelRuntime.Program program = typing.typed().runtime().createProgram(Overloads.widened(checked));
            return new Program(source, program, checked.getResultType(), references.names());
        } catch (CelValidationException e) {
            throw new IssuesException(issues(source, e));
        } catch (Guards.RefusedException e) {
            throw refused(characters(source, e.position()), e.getMessage());
        } catch (CelEvaluationException e) {
            throw refused(0, e.getMessage());
        } catch (StackOverflowError e) {
            throw refused(0, "This nests too deep.");
        }
    }

    static IssuesException refused(int offset, @Nullable String message) {
        return new IssuesException(List.of(new Issue(offset, String.valueOf(message))));
    }

    private SchemaTypes types() {
        return typing.typed().types();
    }

    private void checkSecrets(String source, CelAbstractSyntaxTree checked, References references)
            throws IssuesException {
        List<Issue> issues = new ArrayList<>();
        for (References.Misuse misuse : references.misuses()) {
            int position = checked.getSource().getPositionsMap().getOrDefault(misuse.expressionId(), 0);
            issues.add(new Issue(startOfName(source, characters(source, position)), misuse.message()));
        }
        for (String name : references.names()) {
            if (name.startsWith("secrets.")) {
                secretIssue(name.substring("secrets.".length()))
                        .ifPresent(message -> issues.add(new Issue(Math.max(0, source.indexOf(name)), message)));
            }
        }
        if (!issues.isEmpty()) {
            throw new IssuesException(issues);
        }
    }

    private Optional<String> secretIssue(String name) {
        if (!visible.secretsAllowed()) {
            return Optional.of(
                    "Secrets are not allowed here: only a value that goes to a tool or a verification may hold one.");
        }
        Set<String> names = visible.secretNames();
        return names.isEmpty() || names.contains(name)
                ? Optional.empty()
                : Optional.of("There is no secret '" + name + "'." + remedy(name, names));
    }

    /** A likely other name, or how to make what is missing. */
    private static String remedy(String name, Set<String> names) {
        String other = Messages.didYouMean(name, names);
        return other.isEmpty() ? " Make it with 'millrace variable set " + name + " --secret'." : other;
    }

    private List<Issue> issues(String source, CelValidationException e) {
        List<Issue> issues = new ArrayList<>();
        for (CelIssue issue : e.getErrors().stream().limit(MAX_ISSUES).toList()) {
            Issue found = issue(source, issue);
            if (!issues.contains(found)) {
                issues.add(found);
            }
        }
        return issues.isEmpty() ? List.of(new Issue(0, String.valueOf(e.getMessage()))) : issues;
    }

    private Issue issue(String source, CelIssue issue) {
        int offset = pointedAt(source, offset(source, issue.getSourceLocation()));
        String message = issue.getMessage();
        return Messages.unknownName(message)
                .map(name -> new Issue(offset, unknownName(source, offset, name)))
                .or(() -> Messages.unknownField(message).map(field -> unknownField(source, offset, field)))
                .orElseGet(() -> new Issue(offset, sentence(Messages.plain(message))));
    }

    private String unknownName(String source, int offset, String name) {
        String rest = source.substring(Math.min(offset, source.length()));
        boolean called = rest.startsWith("(") || rest.matches("(?s)\\Q" + name + "\\E\\s*\\(.*");
        if (called) {
            return "There is no function '" + name + "'."
                    + Messages.didYouMean(name, typing.typed().functions());
        }
        Set<String> known = new TreeSet<>(types().names().keySet());
        known.add("now");
        return "There is no '" + name + "' here." + Messages.didYouMean(name, known) + " Visible are: "
                + String.join(", ", known) + ".";
    }

    private Issue unknownField(String source, int offset, String field) {
        Matcher use = Pattern.compile("(?:\\.\\s*\\??|\\[\\??[\"'])\\s*(\\Q" + field + "\\E)")
                .matcher(source);
        boolean found = use.find(Math.max(0, offset - 2));
        if (found
                && VARIABLE_BEFORE
                        .matcher(source.substring(Math.max(0, use.start() - LOOK_BEHIND), use.start()))
                        .find()) {
            return new Issue(use.start(1), unknownVariable(field));
        }
        Map<String, CelType> fields = found ? types().fields(typeBefore(source, use.start())) : Map.of();
        String known = fields.isEmpty() ? "" : " It has: " + String.join(", ", fields.keySet()) + ".";
        String hint = Messages.didYouMean(field, fields.keySet());
        return new Issue(found ? use.start(1) : offset, "There is no field '" + field + "' here." + hint + known);
    }

    private String unknownVariable(String name) {
        String other = Messages.didYouMean(
                name, types().fields(types().names().get("vars")).keySet());
        return "There is no variable '" + name + "'."
                + (other.isEmpty() ? " Make it with 'millrace variable set " + name + " VALUE'." : other);
    }

    /** The type of the names and fields written before a dot, as far as they are plain. */
    private @Nullable CelType typeBefore(String source, int dot) {
        Matcher chain = CHAIN_BEFORE.matcher(source.substring(Math.max(0, dot - LOOK_BEHIND), dot));
        if (!chain.find()) {
            return null;
        }
        String[] names = chain.group(1).split("\\W+");
        CelType type = types().names().get(names[0]);
        for (int i = 1; i < names.length; i++) {
            type = types().fields(type).get(names[i]);
        }
        return type;
    }

    /** The checker points at the parenthesis of a call and the dot of a field; people look at the name. */
    private static int pointedAt(String source, int offset) {
        int at = offset;
        if (source.startsWith("(", offset)) {
            while (at > 0 && Character.isJavaIdentifierPart(source.charAt(at - 1))) {
                at--;
            }
        } else if (source.startsWith(".", offset)) {
            at += source.startsWith("?", offset + 1) ? 2 : 1;
        }
        return at;
    }

    private static String sentence(String message) {
        String text = message.isEmpty() ? message : Character.toUpperCase(message.charAt(0)) + message.substring(1);
        return text.endsWith(".") ? text : text + ".";
    }

    private static int startOfName(String source, int offset) {
        int at = source.lastIndexOf("secrets", offset);
        return Math.max(0, at < 0 ? offset : at);
    }

    /** CEL counts lines from 1, and code points in a line from 0. */
    private static int offset(String source, CelSourceLocation location) {
        int lineStart = 0;
        for (int line = 1; line < location.getLine(); line++) {
            int end = source.indexOf('\n', lineStart);
            if (end < 0) {
                break;
            }
            lineStart = end + 1;
        }
        return lineStart + characters(source.substring(lineStart), Math.max(0, location.getColumn()));
    }

    private static int characters(String text, int codePoints) {
        return text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    }
}
