package io.wigwag.gateway.device;

import io.wigwag.gateway.http.Finding;
import io.wigwag.gateway.http.Problem;
import java.util.List;

/// What is wrong with a body beyond its shape.
final class Bodies {
    private Bodies() {}

    static Problem wrong(String pointer, String detail) {
        return Problem.invalid(List.of(new Finding(new Finding.Place.InBody(pointer), "not_allowed", detail)));
    }
}
