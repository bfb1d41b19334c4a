package io.wigwag.sandbox.admin;

import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.group.Actor;
import io.wigwag.sandbox.group.Draft;
import io.wigwag.sandbox.group.Group;
import io.wigwag.sandbox.group.Outcome;
import io.wigwag.sandbox.group.Toggle;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.world.Addressing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Groups as their members make and change them (section 20.5).
final class GroupRoutes {
    private static final String ALL = "/admin/groups";
    private static final String ONE = ALL + "/{group}";
    private static final String ADD_MODE = "member_add_mode";

    private final Inside inside;

    GroupRoutes(Inside inside) {
        this.inside = inside;
    }

    void enter(Router router) {
        router.route("POST", ALL, (request, _) -> create(request));
        router.route("GET", ALL, (_, _) -> all());
        router.route("GET", ONE, (_, path) -> Json.ok(inside.world(() -> write(group(path)))));
        router.route("PATCH", ONE, this::change);
        router.route("DELETE", ONE, this::delete);
        router.route("POST", ONE + "/members", this::members);
        router.route("POST", ONE + "/invite", this::invite);
        router.route("GET", ONE + "/requests", (_, path) -> Json.ok(inside.world(() -> requests(group(path)))));
        router.route("POST", ONE + "/requests", this::decide);
    }

    /// By its address or the part of it before the `@`. On the world's thread.
    private Group group(Map<String, String> path) throws Problem {
        var id = path.getOrDefault("group", "");
        return inside.groups().groups().all().stream()
                .filter(group -> group.id().equals(id) || group.jid().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("group: " + id + " is none"));
    }

    /// An order that the group's own rules may refuse.
    private interface Order<T> {
        T carryOut() throws Exception;
    }

    private <T> T ordered(Order<T> order) throws Exception {
        try {
            return inside.world(order::carryOut);
        } catch (IqRefused refused) {
            throw new Problem(
                    refused.code() < 400 || refused.code() > 499 ? 409 : refused.code(), "refused", refused.text());
        }
    }

    private Jid person(String address) throws Problem {
        var known = inside.exchange().accounts().called(address);
        if (known.isPresent()) {
            return known.get().lid();
        }
        return ActRoutes.address(address).orElseThrow(() -> Problem.notFound("person: " + address + " is nobody"));
    }

    private List<Jid> people(List<String> addresses) throws Problem {
        var people = new ArrayList<Jid>();
        for (var address : addresses) {
            people.add(person(address));
        }
        return people;
    }

    private Reply create(Request request) throws Exception {
        var fields = Json.body(request);
        var subject = fields.requireText("subject");
        var creator = fields.requireText("creator");
        var members = fields.texts("members");
        var admins = fields.texts("admins");
        var addressing = fields.choice("addressing", Addressing.class).orElse(Addressing.LID);
        var toggles = EnumSet.noneOf(Toggle.class);
        for (var toggle : List.of(Toggle.ANNOUNCEMENT, Toggle.LOCKED)) {
            if (fields.flag(Json.name(toggle), false)) {
                toggles.add(toggle);
            }
        }
        var modes = new TreeMap<String, String>();
        fields.text("memberAddMode").ifPresent(word -> modes.put(ADD_MODE, word));
        var description = fields.text("description").map(GroupRoutes::description);
        var ephemeral = fields.number("ephemeral");
        var approval = fields.flag("joinApproval", false);
        var id = fields.text("id");
        fields.end();
        return Json.reply(201, ordered(() -> {
            var draft = new Draft(
                    subject,
                    people(members),
                    new LinkedHashSet<>(people(admins)),
                    addressing,
                    toggles,
                    modes,
                    ephemeral,
                    approval,
                    description,
                    Optional.empty(),
                    id);
            var founded = inside.groups().founding().create(Actor.of(inside.account(creator)), draft);
            var json = write(founded.group());
            json.set("refused", outcomes(founded.refused()));
            return json;
        }));
    }

    private static Draft.Text description(String text) {
        return new Draft.Text("d1", Octets.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Reply all() throws Exception {
        return Json.ok(inside.world(() -> {
            var json = Json.object();
            var list = json.putArray("groups");
            inside.groups().groups().all().forEach(group -> list.add(write(group)));
            return json;
        }));
    }

    private Reply change(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var actor = fields.requireText("actor");
        var subject = fields.text("subject");
        var description = fields.text("description");
        var toggles = new TreeMap<Toggle, Boolean>();
        for (var toggle : Toggle.values()) {
            fields.flag(Json.name(toggle)).ifPresent(on -> toggles.put(toggle, on));
        }
        var ephemeral = fields.number("ephemeral");
        var addMode = fields.text("memberAddMode");
        var approval = fields.flag("joinApproval");
        fields.end();
        return Json.ok(ordered(() -> {
            var group = group(path);
            var by = Actor.of(inside.account(actor));
            var changes = inside.groups().changes();
            if (subject.isPresent()) {
                changes.rename(by, group, subject.get());
            }
            if (description.isPresent()) {
                var text = description(description.get());
                changes.describe(
                        by,
                        group,
                        inside.exchange().nextId(),
                        group.description().map(Group.Description::id),
                        Optional.of(text.body()));
            }
            for (var toggle : toggles.entrySet()) {
                changes.set(by, group, toggle.getKey(), toggle.getValue());
            }
            if (ephemeral.isPresent()) {
                changes.ephemeral(by, group, ephemeral.getAsLong() == 0 ? OptionalLong.empty() : ephemeral);
            }
            if (addMode.isPresent()) {
                changes.mode(by, group, ADD_MODE, addMode.get());
            }
            if (approval.isPresent()) {
                changes.approval(by, group, approval.get());
            }
            return write(group);
        }));
    }

    private Reply delete(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var actor = fields.text("actor");
        fields.end();
        ordered(() -> {
            var group = group(path);
            var by = actor.isPresent() ? inside.account(actor.get()) : group.creator();
            inside.groups().membership().dissolve(Actor.of(by), group, "deleted");
            return true;
        });
        return Reply.empty(204);
    }

    private Reply members(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var actor = fields.requireText("actor");
        var add = fields.texts("add");
        var remove = fields.texts("remove");
        var promote = fields.texts("promote");
        var demote = fields.texts("demote");
        fields.end();
        return Json.ok(ordered(() -> {
            var group = group(path);
            var by = Actor.of(inside.account(actor));
            var membership = inside.groups().membership();
            var outcomes = Json.object();
            if (!add.isEmpty()) {
                outcomes.set("add", outcomes(membership.add(by, group, people(add))));
            }
            if (!remove.isEmpty()) {
                outcomes.set("remove", outcomes(membership.remove(by, group, people(remove))));
            }
            if (!promote.isEmpty()) {
                outcomes.set("promote", outcomes(membership.promote(by, group, people(promote))));
            }
            if (!demote.isEmpty()) {
                outcomes.set("demote", outcomes(membership.demote(by, group, people(demote))));
            }
            var json = write(group);
            json.set("outcomes", outcomes);
            return json;
        }));
    }

    private static JsonNode outcomes(List<Outcome> outcomes) {
        var list = Json.array();
        for (var outcome : outcomes) {
            var json = list.addObject().put("jid", outcome.asked().toString());
            outcome.error().ifPresentOrElse(code -> json.put("error", code), () -> json.put("done", true));
        }
        return list;
    }

    /// The code that lets people join; a new one with `renew`.
    private Reply invite(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var actor = fields.requireText("actor");
        var renew = fields.flag("renew", false);
        fields.end();
        return Json.ok(ordered(() -> {
            var person = inside.account(actor);
            var joining = inside.groups().joining();
            var code = renew ? joining.renewLink(Actor.of(person), group(path)) : joining.link(person, group(path));
            return Json.object().put("code", code);
        }));
    }

    private static ObjectNode requests(Group group) {
        var json = Json.object();
        var list = json.putArray("requests");
        group.requests()
                .forEach(request -> list.add(Json.object()
                        .put("account", request.person().number())
                        .put("at", request.at().toString())
                        .put("method", request.method())));
        return json;
    }

    private Reply decide(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var actor = fields.requireText("actor");
        var approve = fields.texts("approve");
        var reject = fields.texts("reject");
        fields.end();
        return Json.ok(ordered(() -> {
            var by = Actor.of(inside.account(actor));
            var joining = inside.groups().joining();
            var json = Json.object();
            json.set("approve", outcomes(joining.approve(by, group(path), people(approve))));
            json.set("reject", outcomes(joining.reject(by, group(path), people(reject))));
            return json;
        }));
    }

    static ObjectNode write(Group group) {
        var json = Json.object()
                .put("id", group.id())
                .put("jid", group.jid().toString())
                .put("subject", group.subject())
                .put("addressing", Json.name(group.addressing()))
                .put("creator", group.creator().number())
                .put("createdAt", group.createdAt().toString());
        var members = json.putArray("members");
        group.members()
                .forEach(member -> members.add(Json.object()
                        .put("account", member.number())
                        .put("rank", group.rank(member).map(Json::name).orElse("member"))));
        for (var toggle : Toggle.values()) {
            json.put(Json.name(toggle), group.is(toggle));
        }
        group.ephemeral().ifPresent(seconds -> json.put("ephemeral", seconds));
        group.description()
                .ifPresent(description ->
                        json.put("description", new String(description.body().toArray(), StandardCharsets.UTF_8)));
        var modes = json.putObject("modes");
        new TreeMap<>(group.modes()).forEach(modes::put);
        return json.put("joinApproval", group.needsApproval());
    }
}
