package io.wigwag.gateway.boot;

import io.wigwag.gateway.cli.Terminal;
import io.wigwag.gateway.cli.Wigwag;

/// The entry point of `./wigwag`.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new Wigwag(Terminal.ofProcess()).run(arguments));
    }
}
