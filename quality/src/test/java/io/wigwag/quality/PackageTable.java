package io.wigwag.quality;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which of our packages may know which others: the table of `ARCHITECTURE.md`, in a form that a test can hold
/// against the classes. A package that is not in it does not exist: a new one begins with a line here.
final class PackageTable {
    private static final String BASE = "io.wigwag.";
    private static final String EVERYTHING = "";

    private final Map<String, List<String>> allowed = new LinkedHashMap<>();

    static PackageTable ofWigwag() {
        var table = new PackageTable();
        table.row("proto");
        table.row("core.octets");
        table.row("core.id", "core.octets");
        table.row("core.crypto", "core.octets");
        table.row("core.frame", "core.octets");
        table.row("core.qr", "core.octets");
        table.row("core.binary", "core.octets", "core.id");
        table.row("core.noise", "core.crypto", "core.octets", "proto");
        table.row("core.event", "core.id", "core.octets", "proto");
        table.row("core.port", "core.id", "core.octets", "core.event");
        table.row(
                "core.link",
                "core.frame",
                "core.noise",
                "core.binary",
                "core.id",
                "core.octets",
                "core.port",
                "core.crypto");
        table.row("core.stanza", "core.binary", "core.event", "core.id", "core.octets", "proto");
        table.row(
                "core.login",
                "core.crypto",
                "core.id",
                "core.octets",
                "core.port",
                "core.signal",
                "core.pairing",
                "proto");
        for (var subject : List.of("signal", "media", "appstate", "history", "pairing")) {
            table.row(
                    "core." + subject,
                    "core.crypto",
                    "core.id",
                    "core.octets",
                    "core.stanza",
                    "core.binary",
                    "core.event",
                    "core.port",
                    "proto");
        }
        table.row(
                "core.people",
                "core.signal",
                "core.pairing",
                "core.stanza",
                "core.event",
                "core.port",
                "core.crypto",
                "core.id",
                "core.octets",
                "core.binary",
                "proto");
        table.row("core.group", "core.stanza", "core.event", "core.id", "core.binary");
        table.row(
                "core.message",
                "core.people",
                "core.pairing",
                "core.signal",
                "core.media",
                "core.stanza",
                "core.event",
                "core.port",
                "core.crypto",
                "core.id",
                "core.octets",
                "core.binary",
                "proto");
        table.row("core.netty", "core.port", "core.octets");
        table.row("core.memory", "core.port", "core.id", "core.octets");
        table.row(
                "core.device",
                Stream.of(
                                "octets",
                                "id",
                                "crypto",
                                "frame",
                                "binary",
                                "noise",
                                "event",
                                "port",
                                "link",
                                "stanza",
                                "login",
                                "signal",
                                "media",
                                "appstate",
                                "history",
                                "pairing",
                                "people",
                                "message")
                        .map("core."::concat)
                        .toArray(String[]::new));
        table.row("storage.document", "core.octets");
        table.row("storage.lease", "storage.document");
        table.row("storage.eventlog", "storage.document", "core.octets");
        table.row("storage.expiry", "storage.document");
        table.row("storage.migration", "storage.document", "storage.lease");
        // Sealing needs primitives; there is one home for those.
        table.row("storage", "core.port", "core.id", "core.octets", "core.event", "core.crypto");
        table.row("storage.mongo", "storage.document", "core.octets");
        table.row("storage.embedded", "storage.document", "core.octets");
        table.row(
                "sandbox",
                "core.octets",
                "core.id",
                "core.crypto",
                "core.frame",
                "core.binary",
                "core.noise",
                "core.pairing",
                "core.signal",
                "core.port",
                "proto");
        table.row("gateway.http", "core.octets");
        table.row("gateway.http.netty", "gateway.http", "core.octets");
        table.row("gateway.observe", "gateway.http", "core.octets");
        table.row("gateway.config", "gateway.egress", "core.login", "core.octets");
        table.row("gateway.identity", "gateway.http", "storage.document", "core.octets");
        table.row("gateway.egress", "core.octets");
        table.row(
                "gateway.event",
                "gateway.http",
                "gateway.identity",
                "storage.document",
                "storage.eventlog",
                "storage.lease",
                "core.octets");
        table.row(
                "gateway.webhook",
                "gateway.event",
                "gateway.egress",
                "storage.document",
                "storage.eventlog",
                "storage.lease",
                "core.octets",
                "core.port");
        table.row(
                "gateway.device",
                "gateway.http",
                "gateway.identity",
                "gateway.event",
                "gateway.webhook",
                "gateway.egress",
                "storage.document",
                "storage.engine",
                "storage.eventlog",
                "storage.seal",
                "core.octets",
                "core.id",
                "core.port",
                "core.event",
                "core.login",
                "core.pairing",
                "core.qr",
                "core.message.mail",
                "core.device");
        table.row(
                "gateway.message",
                "gateway.http",
                "gateway.identity",
                "gateway.event",
                "gateway.egress",
                "gateway.device",
                "storage.document",
                "storage.seal",
                "core.octets",
                "core.id",
                "core.crypto",
                "core.port",
                "core.event",
                "core.login",
                "core.media",
                "core.message",
                "core.device",
                "proto");
        table.row("gateway.cli", EVERYTHING);
        table.row("gateway.boot", EVERYTHING);
        table.row("interop", EVERYTHING);
        table.row("benchmarks", EVERYTHING);
        table.row("quality");
        return table;
    }

    private void row(String subject, String... mayKnow) {
        allowed.put(subject, List.of(mayKnow));
    }

    /// The row that speaks of a package: the longest one that it stands under.
    Optional<String> subjectOf(String packageName) {
        return allowed.keySet().stream()
                .filter(subject -> isUnder(packageName, subject))
                .max(Comparator.comparingInt(String::length));
    }

    boolean allows(String fromSubject, String toPackage) {
        return isUnder(toPackage, fromSubject)
                || allowed.getOrDefault(fromSubject, List.of()).stream()
                        .anyMatch(known -> known.equals(EVERYTHING) || isUnder(toPackage, known));
    }

    private static boolean isUnder(String packageName, String subject) {
        return packageName.equals(BASE + subject) || packageName.startsWith(BASE + subject + ".");
    }
}
