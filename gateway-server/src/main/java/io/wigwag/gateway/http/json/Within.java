package io.wigwag.gateway.http.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Between which numbers a number lies, both included.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Within {
    long min() default Long.MIN_VALUE;

    long max() default Long.MAX_VALUE;
}
