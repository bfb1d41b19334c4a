package io.wigwag.gateway.http;

import java.io.IOException;

/// Something that holds for many services, done around them.
@FunctionalInterface
public interface Filter {
    Response answer(Request request, Service next) throws Problem, IOException, InterruptedException;

    default Service around(Service next) {
        return request -> answer(request, next);
    }
}
