package io.wigwag.sandbox.admin;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.identity.NoiseIdentity;
import io.wigwag.sandbox.world.Account;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The sandbox itself (section 20.1).
final class SystemRoutes {
    private static final String TRUST_PASSWORD = "sandbox";

    private final Inside inside;
    private final LiveSettings live;

    SystemRoutes(Inside inside) {
        this.inside = inside;
        this.live = inside.live();
    }

    void enter(Router router) {
        router.route("GET", "/admin/health", (_, _) -> health());
        router.route("GET", "/admin/noise", (_, _) -> Json.ok(noise()));
        router.route("POST", "/admin/noise/rotate", (request, _) -> rotate(request));
        router.route(
                "GET",
                "/admin/tls/ca.pem",
                (_, _) -> Reply.of(
                        200, "application/x-pem-file", Octets.wrap(inside.tls().pem())));
        router.route(
                "GET",
                "/admin/tls/ca.der",
                (_, _) -> Reply.of(
                        200, "application/pkix-cert", Octets.wrap(inside.tls().der())));
        router.route("GET", "/admin/tls/truststore.p12", (_, _) -> trustStore());
        router.route("GET", "/admin/settings", (_, _) -> Json.ok(inside.world(live::write)));
        router.route("PATCH", "/admin/settings", (request, _) -> set(request));
        router.route(
                "GET",
                "/admin/metrics",
                (_, _) -> Reply.of(
                        200,
                        "text/plain; version=0.0.4",
                        Octets.wrap(inside.world(new Metrics(inside)::text).getBytes(StandardCharsets.UTF_8))));
    }

    private Reply health() throws Exception {
        return Json.ok(inside.world(() -> Json.object()
                .put("status", inside.exchange().loop().failures() == 0 ? "up" : "failing")
                .put(
                        "version",
                        Optional.ofNullable(getClass().getPackage().getImplementationVersion())
                                .orElse("development"))
                .put("startedAt", inside.startedAt().toString())
                .put("accounts", inside.exchange().accounts().all().size())
                .put("connections", inside.exchange().connections().size())
                .put("queuedStanzas", queued())));
    }

    private int queued() {
        return inside.exchange().accounts().all().stream()
                .map(Account::devices)
                .flatMap(devices -> devices.stream())
                .mapToInt(device -> device.queue().size())
                .sum();
    }

    private ObjectNode noise() {
        var noise = inside.noise();
        var json = Json.object()
                .put("rootPublicKeyHex", Octets.wrap(noise.root().raw()).toHex())
                .put("rootPublicKeyBase64", Json.base64(Octets.wrap(noise.root().raw())))
                .put(
                        "serverPublicKeyHex",
                        Octets.wrap(noise.server().publicKey().raw()).toHex());
        json.set("leaf", certificate(noise.leaf()));
        json.set("intermediate", certificate(noise.intermediate()));
        return json;
    }

    private static ObjectNode certificate(NoiseIdentity.Certificate certificate) {
        return Json.object()
                .put("serial", certificate.serial())
                .put("issuerSerial", certificate.issuer())
                .put("notBefore", certificate.notBefore().toString())
                .put("notAfter", certificate.notAfter().toString());
    }

    private Reply rotate(Request request) throws Exception {
        var fields = Json.body(request);
        var what = fields.choice("what", NoiseIdentity.Part.class)
                .orElseThrow(() -> fields.wrong("what", "leaf, intermediate or root"));
        fields.end();
        inside.change(() -> inside.noise().rotate(what));
        return Json.ok(noise());
    }

    private Reply trustStore() throws Exception {
        var out = new ByteArrayOutputStream();
        inside.tls().trustStore().store(out, TRUST_PASSWORD.toCharArray());
        return Reply.of(200, "application/x-pkcs12", Octets.wrap(out.toByteArray()));
    }

    private Reply set(Request request) throws Exception {
        var fields = Json.body(request);
        return Json.ok(inside.world(() -> {
            live.read(fields);
            return live.write();
        }));
    }
}
