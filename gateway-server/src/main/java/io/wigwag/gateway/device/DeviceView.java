package io.wigwag.gateway.device;

import io.wigwag.gateway.http.json.Described;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// A device, as the interface shows it.
@Described("A companion device of a WhatsApp account, or one that is to become it")
record DeviceView(
        String id,
        String name,
        Standing status,

        @Described("Of the account, once a phone has linked it")
        Optional<String> phone,

        Optional<String> lid,
        Optional<String> displayName,
        Instant createdAt,
        Optional<Hook> webhook) {
    static final DeviceView EXAMPLE = new DeviceView(
            "dev_01KAJ2Q0M7XN3T5VQZ4R8W6YBC",
            "shop",
            new Standing(
                    "online", Optional.empty(), Instant.parse("2026-11-21T12:00:00Z"), "Nothing: the device works."),
            Optional.of("+4915112345678"),
            Optional.of("118012345678901@lid"),
            Optional.of("Ana"),
            Instant.parse("2026-11-21T11:59:30Z"),
            Optional.empty());

    /// Where its events go.
    record Hook(
            URI url,

            @Described("Since when it gets nothing, because it failed for too long")
            Optional<Instant> disabledAt) {}
}
