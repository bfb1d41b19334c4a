package io.wigwag.gateway.cli.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What links a device with a phone, for a while. Whoever has it can link the account: it prints nothing of itself.
public sealed interface LinkCode {

    /// Scanned by the phone.
    ///
    /// @param index counted from 0
    /// @param secondsLeft before the next one takes its place
    record Qr(String text, int index, int of, long secondsLeft, JsonNode json) implements LinkCode {
        static Qr read(JsonNode json) {
            return new Qr(
                    json.path("text").asString(""),
                    json.path("index").asInt(0),
                    json.path("of").asInt(0),
                    json.path("secondsLeft").asLong(0),
                    json);
        }

        @Override
        public String toString() {
            return "Qr[" + index + " of " + of + "]";
        }
    }

    /// Typed on the phone by its owner.
    record Typed(String code, Optional<Instant> expires, JsonNode json) implements LinkCode {
        static Typed read(JsonNode json) {
            return new Typed(
                    json.path("code").asString(""),
                    json.path("expiresAt").asStringOpt().flatMap(Typed::time),
                    json);
        }

        private static Optional<Instant> time(String written) {
            try {
                return Optional.of(Instant.parse(written));
            } catch (DateTimeException unknownForm) {
                // The countdown is a comfort: without it the code is as good.
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return "Typed[redacted]";
        }
    }
}
