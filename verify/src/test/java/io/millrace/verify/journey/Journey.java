package io.millrace.verify.journey;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What all journeys have in common: each class is made on every store, in a project of its own. */
@ParameterizedClass(name = "{0}")
@EnumSource(Store.class)
@ExtendWith(Installations.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
abstract class Journey {
    @Parameter
    @SuppressWarnings("NullAway.Init") // set before any method is called
    Store store;

    @SuppressWarnings("NullAway.Init")
    Installation installation;

    @SuppressWarnings("NullAway.Init")
    Project project;

    /** The servers of the tools. */
    @SuppressWarnings("NullAway.Init")
    Vendors vendors;

    @SuppressWarnings("NullAway.Init")
    MailServer mails;

    @BeforeParameterizedClassInvocation
    void enter(Store store, Installations installations) {
        vendors = new Vendors();
        mails = new MailServer();
        installation = installation(installations);
        project = installation.newProject();
        prepare();
    }

    @AfterParameterizedClassInvocation
    void leave() {
        vendors.close();
        mails.close();
    }

    /** Where this journey happens; the shared installation unless it needs one of its own. */
    Installation installation(Installations installations) {
        return installations.shared(store);
    }

    /** What the project holds before the first test. */
    void prepare() {}
}
