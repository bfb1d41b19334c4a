package io.wigwag.interop.drive;

import io.wigwag.gateway.cli.Main;
import java.util.List;
import java.util.Optional;

/// Our own engine as a driver: a process of `./wigwag drive`, from the classes that this process runs.
public final class OwnDriver {
    private OwnDriver() {}

    public static Driver start(DriverOptions options) throws DriverFailure, InterruptedException {
        return Driver.start(command(), options);
    }

    static List<String> command() {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "-cp",
                Optional.ofNullable(System.getProperty("java.class.path")).orElse("."),
                Main.class.getName(),
                "drive");
    }
}
