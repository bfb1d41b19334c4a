package io.wigwag.gateway.webhook;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// Where a device's events go. The address is sealed as well as the secret: many have a token in them.
///
/// @param failingSince when the first attempt of those failed that came to nothing since
/// @param disabledAt when it was given up
public record Webhook(
        String device, URI url, SigningSecret secret, Optional<Instant> failingSince, Optional<Instant> disabledAt) {
    /// Only of one that is not given up, so that the index has no other.
    static final Field<Boolean> ACTIVE = Field.flag("active");

    static final Field<Instant> FAILING_SINCE = Field.moment("failingSince");
    static final Field<Instant> DISABLED_AT = Field.moment("disabledAt");
    private static final Field<String> URL = Field.text("url");
    private static final Field<String> SECRET = Field.text("secret");

    static final Index BY_ACTIVE = Index.of("byActive", ACTIVE).everywhere();
    static final Schema SCHEMA = Schema.named("webhooks")
            .index(BY_ACTIVE)
            .sealed(URL, SECRET)
            .changing(ACTIVE, FAILING_SINCE, DISABLED_AT)
            .build();
    static final RecordType<Webhook> TYPE = new RecordType<>(SCHEMA, new Codec());

    static Webhook fresh(String device, URI url, SigningSecret secret) {
        return new Webhook(device, url, secret, Optional.empty(), Optional.empty());
    }

    /// Names the device only.
    @Override
    public String toString() {
        return "Webhook[" + device + "]";
    }

    private static final class Codec implements DocumentCodec<Webhook> {
        @Override
        public String id(Webhook hook) {
            return hook.device();
        }

        @Override
        public Document encode(Webhook hook) {
            return Document.builder()
                    .put(URL, hook.url().toString())
                    .put(SECRET, hook.secret().text())
                    .put(ACTIVE, Optional.of(true).filter(_ -> hook.disabledAt().isEmpty()))
                    .put(FAILING_SINCE, hook.failingSince())
                    .put(DISABLED_AT, hook.disabledAt())
                    .build();
        }

        @Override
        public Webhook decode(String id, Document document) {
            return new Webhook(
                    id,
                    URI.create(document.require(URL)),
                    SigningSecret.parse(document.require(SECRET)),
                    document.get(FAILING_SINCE),
                    document.get(DISABLED_AT));
        }
    }
}
