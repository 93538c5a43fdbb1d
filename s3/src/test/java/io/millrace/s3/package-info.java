/** Large values in a bucket, against a service that checks signatures. */
@NullMarked
package io.millrace.s3;

import org.jspecify.annotations.NullMarked;
