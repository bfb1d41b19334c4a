package io.wigwag.gateway.cli.client;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A device as the gateway tells of it.
///
/// @param json all that it told, for programs
public record Device(String id, String name, Status status, Optional<String> phone, JsonNode json) {

    /// How it is.
    ///
    /// @param state the word for it
    /// @param nextStep what a person should do now
    public record Status(String state, Optional<String> reason, String since, String nextStep) {
        private static final Set<String> LET_IN = Set.of("syncing", "online");
        private static final Set<String> UNDER_WAY =
                Set.of("connecting", "pairing", "passkey_required", "passkey_confirmation", "backing_off");
        private static final Set<String> AT_REST = Set.of("new", "stopped");

        static Status read(JsonNode json) {
            return new Status(
                    json.path("state").asString("unknown"),
                    json.path("reason").asStringOpt(),
                    json.path("since").asString(""),
                    json.path("nextStep").asString(""));
        }

        /// It is logged in.
        public boolean isLetIn() {
            return LET_IN.contains(state);
        }

        /// It tries to be.
        public boolean isUnderWay() {
            return UNDER_WAY.contains(state);
        }

        /// Nobody has asked it to be.
        public boolean isAtRest() {
            return AT_REST.contains(state);
        }
    }

    static Device read(JsonNode json) {
        return new Device(
                json.path("id").asString(""),
                json.path("name").asString(""),
                Status.read(json.path("status")),
                json.path("phone").asStringOpt(),
                json);
    }

    /// For people: its name, or its id where it has none.
    public String called() {
        return name.isEmpty() ? id : name;
    }
}
