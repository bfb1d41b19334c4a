package io.wigwag.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a library may be used at all. What is missing here may be used anywhere.
final class LibraryTable {
    private final Map<String, List<String>> homes = new LinkedHashMap<>();

    static LibraryTable ofWigwag() {
        var table = new LibraryTable();
        table.home(
                "io.netty.",
                "core.netty",
                "gateway.http.netty",
                "sandbox.netty",
                "sandbox.identity",
                "benchmarks",
                "interop");
        table.home("org.bouncycastle.", "core.crypto", "benchmarks");
        table.home("com.google.zxing.", "core.qr", "gateway.cli.demo");
        table.home("org.conscrypt.", "core.crypto", "benchmarks");
        table.home("java.awt.", "core.media.picture", "gateway.cli.demo");
        table.home("javax.imageio.", "core.media.picture", "gateway.cli.demo");
        table.home("com.mongodb.", "storage.mongo");
        table.home("org.bson.", "storage.mongo");
        table.home("org.reactivestreams.", "storage.mongo");
        table.home("org.sqlite.", "storage.embedded");
        table.home("java.sql.", "storage.embedded");
        table.home("io.lettuce.", "gateway");
        table.home("picocli.", "gateway.cli", "interop", "benchmarks", "sandbox");
        table.home("ch.qos.logback.", "gateway.observe");
        table.home("io.micrometer.", "gateway.observe");
        table.home("io.prometheus.", "gateway.observe");
        table.home("com.google.protobuf.util.", "sandbox", "interop", "benchmarks");
        // Dead or foreign to us: nowhere.
        table.home("java.util.logging.");
        table.home("org.apache.commons.logging.");
        table.home("javax.inject.");
        table.home("jakarta.inject.");
        table.home("org.springframework.");
        table.home("com.google.inject.");
        return table;
    }

    private void home(String library, String... packages) {
        homes.put(library, List.of(packages));
    }

    /// What is wrong with a class of a package using a class of a library, if anything is.
    Optional<String> objection(String fromPackage, String usedClass) {
        return homes.entrySet().stream()
                .filter(entry -> usedClass.startsWith(entry.getKey()))
                .filter(entry -> entry.getValue().stream().noneMatch(home -> isUnder(fromPackage, home)))
                .map(entry -> entry.getKey() + "* belongs to " + entry.getValue())
                .findFirst();
    }

    private static boolean isUnder(String packageName, String home) {
        return packageName.equals("io.wigwag." + home) || packageName.startsWith("io.wigwag." + home + ".");
    }
}
