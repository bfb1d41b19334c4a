package io.wigwag.gateway.config;

import java.util.List;

/// The settings can't be used; everything that is wrong with them.
public final class Misconfigured extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    Misconfigured(List<String> mistakes) {
        super(String.join("\n", mistakes), null, false, false);
        this.mistakes = List.copyOf(mistakes);
    }

    public List<String> mistakes() {
        return mistakes;
    }
}
