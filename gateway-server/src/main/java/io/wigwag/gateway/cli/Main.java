package io.wigwag.gateway.cli;

/// The entry point of `./wigwag`.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new Wigwag(Terminal.ofProcess()).run(arguments));
    }
}
