package io.wigwag.gateway.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/// What was built: the same words in `--version`, in logs and in metrics.
public record BuildFacts(String version) {
    public static final BuildFacts CURRENT = read();

    /// One line for people: the product, its version and the Java that runs it.
    public String line() {
        return "wigwag " + version + " (Java " + Runtime.version() + ")";
    }

    private static BuildFacts read() {
        var properties = new Properties();
        try (var in = Objects.requireNonNull(BuildFacts.class.getResourceAsStream("build.properties"))) {
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("build.properties in the jar", unreadable);
        }
        return new BuildFacts(Objects.requireNonNull(properties.getProperty("version"), "version in build.properties"));
    }
}
