package io.wigwag.gateway.http.json;

import io.wigwag.gateway.http.Finding;
import io.wigwag.gateway.http.Problem;
import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with one request; one owner. There is an end to it: a client that sends ten thousand
/// mistakes reads no more of them either.
public final class Findings {
    private static final int MOST = 100;

    private final List<Finding> all = new ArrayList<>();

    public void add(Finding.Place place, String code, String detail) {
        if (all.size() < MOST) {
            all.add(new Finding(place, code, detail));
        }
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public List<Finding> all() {
        return List.copyOf(all);
    }

    /// All of them as one problem, if there is any.
    public void raise() throws Problem {
        if (!all.isEmpty()) {
            throw Problem.invalid(all);
        }
    }
}
