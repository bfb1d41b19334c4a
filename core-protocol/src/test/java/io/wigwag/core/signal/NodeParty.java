package io.wigwag.core.signal;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Baileys in a Node process behind our interface: a question a line, an answer a line.
final class NodeParty implements ForeignParty {
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    NodeParty(Path folder) throws IOException {
        process = new ProcessBuilder("node", "signal-peer.mjs")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        questions = process.outputWriter();
        answers = process.inputReader();
    }

    private JsonNode ask(String command, Map<String, ?> arguments) throws IOException {
        var question = new LinkedHashMap<String, Object>(arguments);
        question.put("command", command);
        questions.write(JSON.writeValueAsString(question));
        questions.newLine();
        questions.flush();
        var line = answers.readLine();
        if (line == null) {
            throw new IOException("the peer ended at " + command);
        }
        var answer = JSON.readTree(line);
        if (answer.has("error")) {
            throw new IOException(command + ": " + answer.get("error").asString());
        }
        return answer;
    }

    @Override
    public PreKeyBundle bundle(boolean withOneTimeKey) throws Exception {
        var answer = ask("bundle", Map.of("oneTime", withOneTimeKey));
        Optional<PreKeyBundle.Numbered> oneTime = withOneTimeKey
                ? Optional.of(new PreKeyBundle.Numbered(
                        answer.required("preKeyId").asInt(), PublicKey.of(hex(answer, "preKey"))))
                : Optional.empty();
        return new PreKeyBundle(
                PublicKey.of(hex(answer, "identity")),
                answer.required("registrationId").asInt(),
                new PreKeyBundle.SignedKey(
                        answer.required("signedId").asInt(),
                        PublicKey.of(hex(answer, "signedKey")),
                        Octets.wrap(hex(answer, "signature"))),
                oneTime);
    }

    @Override
    public void begin(PreKeyBundle bundle) throws Exception {
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("registrationId", bundle.registrationId());
        arguments.put("identity", bundle.identity().octets().toHex());
        arguments.put("signedId", bundle.signedPreKey().id());
        arguments.put("signedKey", bundle.signedPreKey().key().octets().toHex());
        arguments.put("signature", bundle.signedPreKey().signature().toHex());
        bundle.preKey().ifPresent(key -> {
            arguments.put("preKeyId", key.id());
            arguments.put("preKey", key.key().octets().toHex());
        });
        ask("begin", arguments);
    }

    @Override
    public Encrypted send(byte[] plaintext) throws Exception {
        var answer = ask("send", Map.of("plaintext", hex(plaintext)));
        var type = answer.required("type").asString().equals("pkmsg") ? EncType.PKMSG : EncType.MSG;
        return new Encrypted(type, Octets.wrap(hex(answer, "ciphertext")));
    }

    @Override
    public byte[] receive(Encrypted message) throws Exception {
        var type = message.type().wireName();
        var arguments = Map.of("type", type, "ciphertext", message.ciphertext().toHex());
        return hex(ask("receive", arguments), "plaintext");
    }

    @Override
    public byte[] distribution() throws Exception {
        return hex(ask("distribution", Map.of()), "bytes");
    }

    @Override
    public byte[] sendToGroup(byte[] plaintext) throws Exception {
        return hex(ask("sendToGroup", Map.of("plaintext", hex(plaintext))), "ciphertext");
    }

    @Override
    public void accept(byte[] distribution) throws Exception {
        ask("accept", Map.of("bytes", hex(distribution)));
    }

    @Override
    public byte[] receiveFromGroup(byte[] message) throws Exception {
        return hex(ask("receiveFromGroup", Map.of("ciphertext", hex(message))), "plaintext");
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] hex(JsonNode answer, String field) {
        return HexFormat.of().parseHex(answer.required(field).asString());
    }
}
