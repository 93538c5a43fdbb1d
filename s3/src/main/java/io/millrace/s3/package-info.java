/**
 * Large values in a bucket of an S3-compatible service: the few requests that takes, and their signatures.
 *
 * <p>It may not know what the values are, nor the database. It does not pass through the guarded egress: the operator names the
 * service, and nothing of a workflow can change where a request goes.
 */
@NullMarked
package io.millrace.s3;

import org.jspecify.annotations.NullMarked;
