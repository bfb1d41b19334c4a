package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.passkey.Ceremony;
import io.wigwag.sandbox.passkey.Passkeys;
import io.wigwag.sandbox.server.LinkRefused;
import io.wigwag.sandbox.server.PendingLink;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Who is asked for a passkey, how far that is, and the code that both sides show.
final class PasskeyRoutes {
    private final Inside inside;
    private final Passkeys passkeys;

    PasskeyRoutes(Inside inside) {
        this.inside = inside;
        passkeys = inside.passkeys();
    }

    void enter(Router router) {
        router.route("PATCH", "/admin/phones/{account}/passkey", this::demand);
        router.route("GET", "/admin/phones/{account}/passkey", (_, path) -> demanded(path));
        router.route("GET", "/admin/pairings/{connection}/passkey", (_, path) -> ceremony(path));
        router.route("POST", "/admin/pairings/{connection}/passkey", this::ask);
        router.route("POST", "/admin/pairings/{connection}/passkey/confirm", (_, path) -> confirm(path));
    }

    private Reply demand(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var wanted = fields.flag("demanded").orElseThrow(() -> fields.wrong("demanded", "true or false"));
        fields.end();
        inside.change(() -> passkeys.demand(inside.account(path), wanted));
        return demanded(path);
    }

    private Reply demanded(Map<String, String> path) throws Exception {
        return Json.ok(inside.world(() -> {
            var account = inside.account(path);
            return Json.object()
                    .put("account", account.number())
                    .put("demanded", passkeys.isDemandedBy(account))
                    .put("credentialIdBase64", Json.base64(passkeys.credential(account)));
        }));
    }

    private Reply ceremony(Map<String, String> path) throws Exception {
        return Json.ok(inside.world(() -> {
            var link = pairing(path);
            return write(passkeys.of(link)
                    .orElseThrow(() -> Problem.notFound(
                            "passkey: connection " + link.connection().id() + " was not asked for one")));
        }));
    }

    private Reply ask(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var address = fields.text("account");
        fields.end();
        return Json.ok(inside.world(() -> {
            var link = pairing(path);
            var account = address.isPresent()
                    ? inside.account(address.get())
                    : inside.exchange().linking().accountFor(link);
            return write(passkeys.ask(link, account));
        }));
    }

    private Reply confirm(Map<String, String> path) throws Exception {
        try {
            return Json.ok(LinkRoutes.write(inside.world(() -> passkeys.confirm(pairing(path)))));
        } catch (LinkRefused refused) {
            throw new Problem(refused.status(), "link_refused", refused.detail());
        }
    }

    /// On the world's thread.
    private PendingLink pairing(Map<String, String> path) throws Problem {
        return LinkRoutes.pairing(inside, path);
    }

    private static ObjectNode write(Ceremony ceremony) {
        var json = Json.object()
                .put("account", ceremony.account().number())
                .put("step", Json.name(ceremony.step()))
                .put("challengeBase64", Json.base64(ceremony.challenge()))
                .put("expires", ceremony.expires().toString());
        ceremony.code().ifPresentOrElse(code -> json.put("code", code), () -> json.putNull("code"));
        return json;
    }
}
