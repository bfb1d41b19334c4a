package io.wigwag.gateway.http.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Which part of a request a component of an input record is read from.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface From {
    Part value();

    /// Its name there, when it is not the component's own.
    String name() default "";

    enum Part {
        PATH,
        QUERY,
        HEAD,
        /// The body as JSON; or, for a component of type `Body`, as it comes.
        BODY
    }
}
