package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import java.util.Map;

/// Privacy settings and block lists, as the owner's phone changes them.
final class PrivacyRoutes {
    private static final String ONE = "/admin/phones/{account}";

    private final Inside inside;
    private final AccountJson json;

    PrivacyRoutes(Inside inside) {
        this.inside = inside;
        this.json = new AccountJson(inside);
    }

    void enter(Router router) {
        router.route("PUT", ONE + "/privacy", this::choose);
        router.route("POST", ONE + "/blocklist", (request, path) -> block(request, path, true));
        router.route("DELETE", ONE + "/blocklist", (request, path) -> block(request, path, false));
    }

    /// The body names categories; those it leaves out stay as they are.
    private Reply choose(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        return Json.ok(inside.world(() -> {
            var account = inside.account(path);
            for (var category : fields.names()) {
                try {
                    inside.people().privacySettings().choose(account, category, fields.requireText(category));
                } catch (IllegalArgumentException wrong) {
                    throw Problem.badRequest(String.valueOf(wrong.getMessage()));
                }
            }
            return json.privacy(account);
        }));
    }

    private Reply block(Request request, Map<String, String> path, boolean blocked) throws Exception {
        var fields = Json.body(request);
        var other = fields.requireText("account");
        fields.end();
        return Json.ok(inside.world(() -> {
            var account = inside.account(path);
            inside.people().blockList().change(account, inside.account(other), blocked);
            return json.blocklist(account);
        }));
    }
}
