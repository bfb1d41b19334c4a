package io.wigwag.sandbox.admin;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.phone.CallSignal;
import io.wigwag.sandbox.phone.ChatState;
import io.wigwag.sandbox.phone.Received;
import io.wigwag.sandbox.phone.Sent;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// What phones that the sandbox plays do and get (section 20.4).
final class ActRoutes {
    private static final String ONE = "/admin/phones/{account}";
    private static final int LARGEST_BURST = 10_000;

    private final Inside inside;
    private final MessageJson messages;
    private final Postponed postponed;

    ActRoutes(Inside inside) {
        this.inside = inside;
        this.messages = new MessageJson(inside);
        this.postponed = new Postponed(inside);
    }

    void enter(Router router) {
        router.route("POST", ONE + "/messages", this::send);
        router.route("POST", ONE + "/messages:burst", this::burst);
        router.route("POST", ONE + "/status", this::status);
        router.route("GET", ONE + "/inbox", this::inbox);
        router.route("POST", ONE + "/receipts", this::receipt);
        router.route("POST", ONE + "/presence", this::presence);
        router.route("POST", ONE + "/presence/subscriptions", this::watch);
        router.route("POST", ONE + "/chatstate", this::chatState);
        router.route("POST", ONE + "/calls", this::call);
    }

    private VirtualPhone phone(Map<String, String> path) throws Exception {
        var account = inside.world(() -> inside.account(path));
        return inside.phones()
                .find(account)
                .orElseThrow(() -> Problem.conflict(
                        "no_phone", "account " + account + " has no phone of its own (expected: one of kind phone)"));
    }

    private Reply send(Request request, Map<String, String> path) throws Exception {
        var phone = phone(path);
        var fields = Json.body(request);
        var delay = fields.millis("delayMs").filter(Duration::isPositive);
        var sending = messages.read(phone, fields);
        return delay.isPresent() ? later(postponed.after(delay.get(), phone, sending)) : sent(sending.send());
    }

    private static Reply later(Instant due) {
        return Json.reply(202, Json.object().put("dueAt", due.toString()));
    }

    /// Many messages of one form, in which `{n}` is the number of each.
    private Reply burst(Request request, Map<String, String> path) throws Exception {
        var phone = phone(path);
        var fields = Json.body(request);
        var count = fields.integer("count").orElse(0);
        if (count < 1 || count > LARGEST_BURST) {
            throw fields.wrong("count", "a number from 1 to " + LARGEST_BURST);
        }
        var rate = fields.decimal("ratePerSecond");
        if (rate.isPresent() && !(rate.getAsDouble() > 0)) {
            throw fields.wrong("ratePerSecond", "a number above 0");
        }
        var template = fields.value("template").orElseThrow(() -> fields.wrong("template", "a message"));
        fields.end();
        if (!(template instanceof ObjectNode form) || form.has("id")) {
            throw fields.wrong("template", "a message without an id");
        }
        var sendings = new ArrayList<Postponed.Sending>();
        for (var n = 1; n <= count; n++) {
            var one = form.deepCopy();
            if (one.path("text").isString()) {
                one.put("text", one.path("text").asString().replace("{n}", Integer.toString(n)));
            }
            sendings.add(messages.read(phone, new Fields(one, "body.template")));
        }
        var pause = rate.isPresent() ? 1e9 / rate.getAsDouble() : 0;
        // All of them count from one instant, whatever the clock does meanwhile.
        return later(inside.world(() -> {
            var due = inside.exchange().clock().instant();
            for (var n = 0; n < sendings.size(); n++) {
                due = postponed.after(Duration.ofNanos((long) (n * pause)), phone, sendings.get(n));
            }
            return due;
        }));
    }

    private Reply status(Request request, Map<String, String> path) throws Exception {
        var phone = phone(path);
        var fields = Json.body(request);
        var content = messages.content(phone, Jid.STATUS, fields);
        fields.end();
        return sent(phone.sendStatus(content));
    }

    private static Reply sent(Sent sent) {
        var json = Json.object().put("id", sent.id()).put("t", sent.at().toString());
        var devices = json.putArray("devices");
        sent.copies()
                .forEach(copy -> devices.add(
                        Json.object().put("jid", copy.device().toString()).put("state", Json.name(copy.fate()))));
        sent.refusal().ifPresent(code -> json.put("refusal", code));
        return Json.reply(202, json);
    }

    private Reply inbox(Request request, Map<String, String> path) throws Exception {
        var phone = phone(path);
        var after = Inside.number(request, "after", 0);
        var chat = request.parameter("chat");
        Predicate<Received> wanted = message -> message.seq() > after
                && chat.filter(address -> !message.chat().toString().equals(address))
                        .isEmpty();
        inside.await(() -> phone.inbox().stream().anyMatch(wanted), Inside.wait(request));
        var found = phone.inbox().stream()
                .filter(wanted)
                .limit(Inside.limit(request))
                .toList();
        var json = Json.object();
        var list = json.putArray("messages");
        for (var message : found) {
            list.add(write(message));
        }
        return Json.ok(
                json.put("next", found.isEmpty() ? after : found.getLast().seq()));
    }

    private static ObjectNode write(Received message) throws Problem {
        var json = Json.object()
                .put("seq", message.seq())
                .put("id", message.id())
                .put("chat", message.chat().toString())
                .put("from", message.from().toString())
                .put("own", message.own())
                .put("t", message.at().toString())
                .put("type", message.type())
                .put("messageBase64", Json.base64(Octets.wrap(message.message().toByteArray())));
        json.set("message", Json.parse(message.json()));
        message.text().ifPresent(text -> json.put("text", text));
        var receipts = json.putArray("receiptsSent");
        message.receipts().forEach(receipts::add);
        return json;
    }

    private Reply receipt(Request request, Map<String, String> path) throws Exception {
        var phone = phone(path);
        var fields = Json.body(request);
        var ids = fields.texts("ids");
        var chat = fields.text("chat");
        var type = fields.text("type").orElse("delivery");
        fields.end();
        for (var id : ids) {
            var message = messages.received(phone, id, chat);
            switch (type) {
                case "delivery" -> phone.delivered(message);
                case "read" -> phone.read(message);
                case "played" -> phone.played(message);
                default -> throw fields.wrong("type", "delivery, read or played");
            }
        }
        return Reply.empty(204);
    }

    private Reply presence(Request request, Map<String, String> path) throws Exception {
        var phone = phone(path);
        var fields = Json.body(request);
        var type = fields.requireText("type");
        fields.end();
        if (!type.equals("available") && !type.equals("unavailable")) {
            throw fields.wrong("type", "available or unavailable");
        }
        phone.available(type.equals("available"));
        return Reply.empty(204);
    }

    private Reply watch(Request request, Map<String, String> path) throws Exception {
        var phone = phone(path);
        var fields = Json.body(request);
        var whom = fields.requireText("to");
        fields.end();
        phone.watch(whom);
        return Reply.empty(204);
    }

    private Reply chatState(Request request, Map<String, String> path) throws Exception {
        var phone = phone(path);
        var fields = Json.body(request);
        var to = fields.requireText("to");
        var state = fields.requireText("state");
        var audio = fields.text("media").filter("audio"::equals).isPresent();
        fields.end();
        phone.chatState(
                to,
                switch (state) {
                    case "composing" -> audio ? ChatState.SPEAKING : ChatState.WRITING;
                    case "paused" -> ChatState.PAUSED;
                    default -> throw fields.wrong("state", "composing or paused");
                });
        return Reply.empty(204);
    }

    private Reply call(Request request, Map<String, String> path) throws Exception {
        var phone = phone(path);
        var fields = Json.body(request);
        var to = fields.requireText("to");
        var action = fields.text("action").orElse("offer");
        var video = fields.text("media").filter("video"::equals).isPresent();
        var id = fields.text("callId");
        fields.end();
        return Json.reply(202, Json.object().put("callId", phone.call(to, new CallSignal(action, video, id))));
    }

    static Optional<Jid> address(String text) {
        try {
            return Optional.of(Jid.parse(text));
        } catch (MalformedJid noAddress) {
            return Optional.empty();
        }
    }
}
