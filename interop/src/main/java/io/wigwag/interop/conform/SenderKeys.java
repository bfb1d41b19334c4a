package io.wigwag.interop.conform;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.GroupCipher;
import io.wigwag.core.signal.SenderKeyDistribution;
import io.wigwag.core.signal.SenderKeyRecord;
import io.wigwag.core.signal.SignalFailure;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// `sender-keys.json`: a sender's keys and messages, read by each receiver and written again but for the signature.
final class SenderKeys implements VectorSuite {
    private static final int SIGNATURE = 64;

    @Override
    public String file() {
        return "sender-keys.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        if (!vector.kind().isEmpty()) {
            throw VectorSuite.unknownKind(vector);
        }
        var run = new Run();
        var number = 0;
        for (var step : vector.get("steps")) {
            run.step("step " + number++ + ", " + step.required("op").asString(), step);
        }
        if (number == 0) {
            throw new AssertionError("no steps");
        }
    }

    private static final class Run {
        private final GroupCipher cipher = new GroupCipher(new SecureRandom());
        private final Map<String, JsonNode> distributions = new HashMap<>();
        private final Map<String, JsonNode> messages = new HashMap<>();
        private final Map<String, SenderKeyRecord> receivers = new HashMap<>();
        private SenderKeyRecord sender = SenderKeyRecord.EMPTY;

        void step(String where, JsonNode step) throws Exception {
            switch (step.required("op").asString()) {
                case "distribute" -> distribute(where, step);
                case "newKey" -> sender = SenderKeyRecord.EMPTY;
                case "process" -> process(where, step);
                case "encrypt" -> encrypt(where, step);
                case "skip" -> skip(step.required("count").asInt());
                case "decrypt" -> decrypt(where, step);
                default -> throw new AssertionError(where + ": unknown");
            }
        }

        private void distribute(String where, JsonNode step) throws Exception {
            distributions.put(step.required("distribution").asString(), step);
            sender = SenderKeyRecord.ofOurs(
                    (int) step.required("keyId").asLong(),
                    step.required("iteration").asInt(),
                    Octets.wrap(VectorCase.hex(step.required("chainKey"))),
                    SignalSessions.keyPair(step.required("signingKey")));
            Mismatch.unlessSame(
                    where,
                    VectorCase.hex(step.required("bytes")),
                    cipher.distribution(sender).toOctets().toArray());
        }

        private void process(String where, JsonNode step) throws Exception {
            var given = step.has("bytes") ? step : named(distributions, step, "distribution");
            var ok = step.required("result").asString().equals("ok");
            try {
                var distribution = SenderKeyDistribution.parse(Octets.wrap(VectorCase.hex(given.required("bytes"))));
                receivers.put(by(step), cipher.accept(receiver(step), distribution));
                Mismatch.unlessSame(where, ok, true);
            } catch (SignalFailure failure) {
                Mismatch.unlessSame(where + ": " + failure, ok, false);
            }
        }

        private void encrypt(String where, JsonNode step) throws Exception {
            messages.put(step.required("message").asString(), step);
            var expected = VectorCase.hex(step.required("skmsg"));
            var plaintext = Octets.wrap(VectorCase.hex(step.required("plaintext")));
            // Their iterations have gaps, ours have none: what we wrote is theirs once we stand where they stood.
            var iteration = step.required("iteration").asLong();
            while (cipher.distribution(sender).iteration() < iteration) {
                skip(1);
            }
            var sent = cipher.encrypt(sender, plaintext);
            sender = SenderKeyRecord.parse(sent.record().toOctets());
            Mismatch.unlessSame(
                    where,
                    signed(expected),
                    signed(sent.encrypted().ciphertext().toArray()));
        }

        private void skip(int count) throws Exception {
            for (var i = 0; i < count; i++) {
                sender = cipher.encrypt(sender, Octets.wrap(new byte[] {1})).record();
            }
        }

        private void decrypt(String where, JsonNode step) throws Exception {
            var origin = named(messages, step, "message");
            var bytes = VectorCase.hex(step.has("bytes") ? step.required("bytes") : origin.required("skmsg"));
            var before = receiver(step);
            var stored = before.toOctets();
            var ok = step.required("result").asString().equals("ok");
            try {
                var received = cipher.decrypt(before, Octets.wrap(bytes));
                Mismatch.unlessSame(where + " was read", ok, true);
                Mismatch.unlessSame(
                        where,
                        VectorCase.hex(origin.required("plaintext")),
                        received.plaintext().toArray());
                receivers.put(by(step), SenderKeyRecord.parse(received.record().toOctets()));
            } catch (SignalFailure failure) {
                Mismatch.unlessSame(where + ": " + failure, ok, false);
                Mismatch.unlessSame(where + " changed the record", stored, before.toOctets());
            }
        }

        private SenderKeyRecord receiver(JsonNode step) {
            return receivers.getOrDefault(by(step), SenderKeyRecord.EMPTY);
        }

        private static String by(JsonNode step) {
            return step.required("by").asString();
        }

        private static JsonNode named(Map<String, JsonNode> known, JsonNode step, String field) {
            var found = known.get(step.required(field).asString());
            if (found == null) {
                throw new AssertionError("no " + field + " " + step.required(field));
            }
            return found;
        }

        private static byte[] signed(byte[] message) {
            return Arrays.copyOf(message, message.length - SIGNATURE);
        }
    }
}
