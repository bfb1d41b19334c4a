package io.wigwag.storage.seal.master;

import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Master keys in a service that speaks the transit interface of HashiCorp Vault and OpenBao: it encrypts and
/// decrypts what we send, and its key never comes to us.
///
/// ```
/// plaintext   01 | SHA-256 of the context, 32 | data key      (the service's own binding is younger than some)
/// master key  transit:NAME:vN, the version being the service's: its rotation is ours to follow with a rotation
/// ```
///
/// A call is repeated on 5xx, 429, 412 and when the connection fails; other refusals are final. Answers are
/// bounded.
public final class TransitKeyService implements MasterKeys {
    private static final byte FORMAT = 1;
    private static final int HEAD = 1 + Sha256.SIZE;
    private static final int LARGEST_ANSWER = 64 << 10;
    private static final int LONGEST_REASON = 200;
    private static final Pattern CIPHERTEXT = Pattern.compile("[a-z]{1,16}:(v[0-9]{1,9}):[A-Za-z0-9+/=]{1,4096}");
    private static final JsonMapper JSON = new JsonMapper();

    private final TransitSettings settings;
    private final HttpClient http;
    private final Pause pause;

    /// The client is the caller's to close; it follows no redirects, which would carry the token elsewhere.
    public TransitKeyService(TransitSettings settings, HttpClient http, Pause pause) {
        if (http.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("a client that follows redirects");
        }
        this.settings = settings;
        this.http = http;
        this.pause = pause;
    }

    @Override
    public String current() throws MasterKeyTrouble {
        return encrypt(new byte[] {FORMAT}).masterKey();
    }

    @Override
    public boolean knows(String masterKey) {
        return masterKey.startsWith(prefix());
    }

    @Override
    public Wrapped wrap(Octets dataKey, Octets context) throws MasterKeyTrouble {
        var plaintext = new byte[HEAD + dataKey.size()];
        plaintext[0] = FORMAT;
        System.arraycopy(Sha256.hash(context.toArray()), 0, plaintext, 1, Sha256.SIZE);
        dataKey.copyTo(plaintext, HEAD);
        return encrypt(plaintext);
    }

    @Override
    public Octets unwrap(Wrapped wrapped, Octets context) throws MasterKeyTrouble {
        if (!knows(wrapped.masterKey())) {
            throw new MasterKeyTrouble.Unknown(wrapped.masterKey());
        }
        var ciphertext = new String(wrapped.bytes().toArray(), StandardCharsets.US_ASCII);
        var matcher = CIPHERTEXT.matcher(ciphertext);
        if (!matcher.matches() || !wrapped.masterKey().equals(prefix() + matcher.group(1))) {
            throw new MasterKeyTrouble.Wrong(wrapped.masterKey());
        }
        var answer = call("decrypt", "ciphertext", ciphertext, wrapped.masterKey());
        var opened = Octets.wrap(decoded(text(answer, "plaintext")));
        if (opened.size() < HEAD
                || opened.at(0) != FORMAT
                || !opened.slice(1, HEAD).equals(Octets.wrap(Sha256.hash(context.toArray())))) {
            throw new MasterKeyTrouble.Wrong(wrapped.masterKey());
        }
        return opened.slice(HEAD, opened.size()).compact();
    }

    private Wrapped encrypt(byte[] plaintext) throws MasterKeyTrouble {
        var answer = call("encrypt", "plaintext", Base64.getEncoder().encodeToString(plaintext), settings.key());
        var ciphertext = text(answer, "ciphertext");
        var matcher = CIPHERTEXT.matcher(ciphertext);
        if (!matcher.matches()) {
            throw new MasterKeyTrouble.Refused("the key service answered something that is no ciphertext");
        }
        var bytes = Octets.wrap(ciphertext.getBytes(StandardCharsets.US_ASCII));
        return new Wrapped(prefix() + matcher.group(1), bytes);
    }

    private JsonNode call(String action, String field, String value, String masterKey) throws MasterKeyTrouble {
        var body = JSON.createObjectNode().put(field, value).toString();
        var patience = settings.patience();
        var wait = patience.first();
        for (var attempt = 1; ; attempt++) {
            String trouble;
            try {
                var response = http.send(
                        request(action, body),
                        BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST_ANSWER));
                if (!isPassing(response.statusCode())) {
                    return data(response, action, masterKey);
                }
                trouble = "it answered " + response.statusCode() + reason(response.body());
            } catch (IOException e) {
                trouble = e.getClass().getSimpleName();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MasterKeyTrouble.Unavailable("interrupted while waiting for the key service");
            }
            if (attempt >= patience.attempts()) {
                throw new MasterKeyTrouble.Unavailable(
                        "the key service at " + settings.address().getHost() + " did not " + action + " in " + attempt
                                + " attempts: " + trouble);
            }
            try {
                pause.of(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MasterKeyTrouble.Unavailable("interrupted while waiting for the key service");
            }
            wait = wait.multipliedBy(2);
        }
    }

    private HttpRequest request(String action, String body) throws MasterKeyTrouble {
        var token = settings.token().show();
        var request = HttpRequest.newBuilder(settings.endpoint(action))
                .timeout(settings.patience().request())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        settings.namespace().ifPresent(namespace -> request.header("X-Vault-Namespace", namespace));
        try {
            return request.header("X-Vault-Token", token).build();
        } catch (IllegalArgumentException notAHeader) {
            throw new MasterKeyTrouble.Unusable("the key service's token has characters that no token has");
        }
    }

    private static boolean isPassing(int status) {
        return status >= 500 || status == 429 || status == 412;
    }

    private JsonNode data(HttpResponse<String> response, String action, String masterKey) throws MasterKeyTrouble {
        var status = response.statusCode();
        if (status == 200) {
            try {
                return JSON.readTree(response.body()).path("data");
            } catch (JacksonException e) {
                throw new MasterKeyTrouble.Refused("the key service's answer is no JSON");
            }
        }
        if (status == 400 && action.equals("decrypt")) {
            throw new MasterKeyTrouble.Wrong(masterKey);
        }
        var hint = switch (status) {
            case 403 -> "; the token may be wrong, expired, or not allowed to " + action;
            case 404 -> "; is there a mount '" + settings.mount() + "' with a key '" + settings.key() + "'?";
            default -> "";
        };
        throw new MasterKeyTrouble.Refused(
                "the key service refused to " + action + " with " + status + hint + reason(response.body()));
    }

    /// The first of the errors that the service lists, cut and freed of what would spoil a log line.
    private static String reason(String body) {
        try {
            var errors = JSON.readTree(body).path("errors");
            if (!errors.isArray() || errors.isEmpty() || !errors.get(0).isString()) {
                return "";
            }
            var said = errors.get(0).stringValue().replaceAll("[^ -~]", " ");
            return " (" + said.substring(0, Math.min(LONGEST_REASON, said.length())) + ")";
        } catch (JacksonException noJson) {
            return ""; // A proxy's page says nothing that its status doesn't.
        }
    }

    private static String text(JsonNode data, String field) throws MasterKeyTrouble {
        var value = data.path(field);
        if (!value.isString()) {
            throw new MasterKeyTrouble.Refused("the key service's answer has no " + field);
        }
        return value.stringValue();
    }

    private static byte[] decoded(String base64) throws MasterKeyTrouble {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new MasterKeyTrouble.Refused("the key service's answer is no Base64");
        }
    }

    private String prefix() {
        return "transit:" + settings.key() + ":";
    }
}
