package io.millrace.verify.planted.core.workflow;

import java.sql.Connection;

record WorkflowThatKnowsJdbc(Connection planted) {}
