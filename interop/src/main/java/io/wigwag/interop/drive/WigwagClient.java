package io.wigwag.interop.drive;

import java.nio.file.Path;
import java.util.List;

/// Our own engine behind the driver protocol: `wigwag drive`, with the Java and the class path of this process.
public final class WigwagClient {
    private static final String MAIN = "io.wigwag.gateway.boot.Main";

    private WigwagClient() {}

    public static Driver start(DriverOptions options) throws DriverFailure, InterruptedException {
        return Driver.start(command(), options);
    }

    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                "drive");
    }
}
