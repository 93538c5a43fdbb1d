package io.millrace.core.project;

import io.millrace.core.project.Project.Keeping;
import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.shared.Problem;
import io.millrace.core.shared.Slug;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The projects of an installation; it always has one named {@value #DEFAULT}. */
public final class Projects {
    /** The project that every installation has. */
    public static final String DEFAULT = "default";

    /** The longest name, in characters. */
    public static final int MAX_NAME_LENGTH = 100;

    /** The longest time to keep history, in days. */
    public static final int MAX_DAYS = 3_650;

    private static final Cursor CURSOR = new Cursor("projects");

    private final ProjectStore store;
    private final ProjectContents contents;
    private final InstantSource clock;

    public Projects(ProjectStore store, ProjectContents contents, InstantSource clock) {
        this.store = store;
        this.contents = contents;
        this.clock = clock;
    }

    /** Makes the default project when it is missing; for every start. */
    public void ensureDefault() {
        if (store.find(DEFAULT).isEmpty()) {
            // Another node may be first; either way there is one then.
            store.insert(new Project(DEFAULT, "Default", clock.instant(), 1));
        }
    }

    /** @throws MillraceException {@code bad_request} for a wrong id, {@code input_invalid} for a wrong name, {@code conflict} */
    public Project create(String id, String name) {
        Slug.check("project", id);
        Project project = new Project(id, checkName(name), clock.instant(), 1);
        if (!store.insert(project)) {
            throw new MillraceException(ErrorCode.CONFLICT, "There is a project '" + id + "' already.");
        }
        return project;
    }

    public Optional<Project> get(String id) {
        return store.find(id);
    }

    /** Projects by id. @param cursor {@code next} of the page before; {@code null} for the first page */
    public Page<Project> list(@Nullable String cursor, int limit) {
        String after = cursor == null ? null : CURSOR.read(cursor, Slug::read);
        return Page.of(store.list(after, limit + 1), limit, project -> CURSOR.write(project.id()));
    }

    /**
     * Changes the name; the id stays.
     *
     * @throws MillraceException {@code not_found}, {@code input_invalid}, {@code precondition_failed}
     */
    public Project rename(String id, String name, OptionalLong ifMatch) {
        Project old = existing(id);
        return change(new Project(id, checkName(name), old.created(), old.revision() + 1, old.keeping()), ifMatch);
    }

    /**
     * Says how long the project keeps its history.
     *
     * @throws MillraceException {@code not_found}, {@code input_invalid}, {@code precondition_failed}
     */
    public Project keep(String id, Keeping keeping, OptionalLong ifMatch) {
        checkDays("days", keeping.history());
        checkDays("event_days", keeping.events());
        Project old = existing(id);
        return change(new Project(id, old.name(), old.created(), old.revision() + 1, keeping), ifMatch);
    }

    /** The projects that say themselves how long they keep their history. */
    public List<Project> keeping() {
        return store.keeping();
    }

    private static void checkDays(String field, OptionalInt days) {
        if (days.isPresent() && (days.getAsInt() < 1 || days.getAsInt() > MAX_DAYS)) {
            throw new MillraceException(
                    ErrorCode.INPUT_INVALID,
                    "A project keeps its history for 1 to " + MAX_DAYS + " days.",
                    List.of(Problem.at(field, "1 to " + MAX_DAYS)));
        }
    }

    private Project change(Project next, OptionalLong ifMatch) {
        boolean expected = ifMatch.isEmpty() || ifMatch.getAsLong() == next.revision() - 1;
        if (!expected || !store.update(next)) {
            throw new MillraceException(
                    ErrorCode.PRECONDITION_FAILED,
                    "Somebody else changed the project '" + next.id()
                            + "' meanwhile. Read it again and repeat your change.");
        }
        return next;
    }

    /** @throws MillraceException {@code not_found}; {@code conflict} while there is something in it, and for the default */
    public void delete(String id) {
        existing(id);
        if (id.equals(DEFAULT)) {
            throw new MillraceException(ErrorCode.CONFLICT, "The project '" + DEFAULT + "' cannot be deleted.");
        }
        List<String> inside = contents.of(id);
        if (!inside.isEmpty()) {
            throw new MillraceException(
                    ErrorCode.CONFLICT,
                    "The project '" + id + "' is not empty: it has " + String.join(", ", inside)
                            + ". Delete these first.");
        }
        store.delete(id);
    }

    private Project existing(String id) {
        return store.find(id).orElseThrow(() -> MillraceException.notFound("project", id));
    }

    private static String checkName(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_NAME_LENGTH) {
            throw new MillraceException(
                    ErrorCode.INPUT_INVALID,
                    "A project needs a name of at most " + MAX_NAME_LENGTH + " characters.",
                    List.of(Problem.at("name", "1 to " + MAX_NAME_LENGTH + " characters")));
        }
        return stripped;
    }
}
