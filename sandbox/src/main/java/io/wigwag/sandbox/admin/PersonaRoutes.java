package io.wigwag.sandbox.admin;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.wigwag.core.id.Jid;
import io.wigwag.proto.appstate.SyncActionData;
import io.wigwag.proto.appstate.SyncActionValue;
import io.wigwag.proto.e2e.MessageKey;
import io.wigwag.proto.web.WebMessageInfo;
import io.wigwag.sandbox.appstate.CollectionName;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.phone.PersonalState.Mutation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// What personas do, also those of accounts that have no phone: the app state and the past (section 20.4, the starred
/// ones).
final class PersonaRoutes {
    private static final String ONE = "/admin/phones/{account}";

    private final Inside inside;
    private final MessageJson messages;

    PersonaRoutes(Inside inside) {
        this.inside = inside;
        this.messages = new MessageJson(inside);
    }

    void enter(Router router) {
        router.route("GET", ONE + "/receipts", this::receipts);
        router.route("GET", ONE + "/app-state/{collection}", (_, path) -> shown(path));
        router.route("POST", ONE + "/app-state", this::write);
        router.route("POST", ONE + "/app-state/rotate-keys", (_, path) -> rotate(path));
        router.route("POST", ONE + "/history", this::history);
    }

    /// Those for messages of the account, whichever of its devices has sent them.
    private Reply receipts(Request request, Map<String, String> path) throws Exception {
        var id = request.parameter("id");
        return Json.ok(inside.world(() -> {
            var json = Json.object();
            var list = json.putArray("receipts");
            inside.phones().receipts(inside.account(path)).stream()
                    .filter(receipt ->
                            id.filter(wanted -> !wanted.equals(receipt.id())).isEmpty())
                    .forEach(receipt -> list.add(Json.object()
                            .put("id", receipt.id())
                            .put("by", receipt.by().toString())
                            .put("type", receipt.type())
                            .put("t", receipt.at().toString())));
            return json;
        }));
    }

    private Reply shown(Map<String, String> path) throws Exception {
        var collection = collection(path.getOrDefault("collection", ""));
        return Json.ok(inside.world(() -> {
            var account = inside.account(path);
            var json = Json.object()
                    .put("collection", collection.toString())
                    .put("version", inside.appState().of(account, collection).version());
            var entries = json.putArray("entries");
            for (var entry : inside.phones().personalState().entries(account, collection)) {
                entries.add(entry(entry));
            }
            return json;
        }));
    }

    private static CollectionName collection(String text) throws Problem {
        return CollectionName.of(text)
                .orElseThrow(() -> Problem.notFound("collection: " + text + " (expected: one of "
                        + Arrays.toString(CollectionName.values()) + ")"));
    }

    private static ObjectNode entry(SyncActionData entry) throws Problem {
        var json = Json.object();
        json.set("index", Json.parse(entry.getIndex().toString(StandardCharsets.UTF_8)));
        json.set("value", Json.parse(text(entry.getValue())));
        return json.put("version", entry.getVersion());
    }

    private static String text(SyncActionValue value) {
        try {
            return JsonFormat.printer().omittingInsignificantWhitespace().print(value);
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException("a value without any-fields can't be printed", impossible);
        }
    }

    private Reply write(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var name = fields.requireText("collection");
        var mutations = new ArrayList<Mutation>();
        for (var mutation : fields.objects("mutations")) {
            mutations.add(mutation(mutation));
        }
        fields.end();
        if (mutations.isEmpty()) {
            throw fields.wrong("mutations", "at least one");
        }
        var collection = collection(name);
        return Json.ok(inside.world(() -> Json.object()
                .put("collection", collection.toString())
                .put("version", inside.phones().personalState().write(inside.account(path), collection, mutations))));
    }

    private Mutation mutation(Fields fields) throws Problem {
        var op = fields.requireText("op");
        var index = fields.texts("index");
        var given = fields.value("value");
        var version = fields.integer("version").orElse(1);
        fields.end();
        var value = SyncActionValue.newBuilder();
        if (given.isPresent()) {
            MessageJson.merge(Json.write(given.get()), value, "value");
        }
        if (!value.hasTimestamp()) {
            value.setTimestamp(inside.exchange().clock().millis());
        }
        return switch (op) {
            case "set" -> Mutation.set(index, value.build(), version);
            case "remove" -> Mutation.remove(index, value.build(), version);
            default -> throw fields.wrong("op", "set or remove");
        };
    }

    private Reply rotate(Map<String, String> path) throws Exception {
        return Json.ok(inside.world(() -> Json.object()
                .put(
                        "keyIdHex",
                        inside.phones().rotateSyncKey(inside.account(path)).id().toHex())));
    }

    private record Past(Jid chat, List<WebMessageInfo> messages) {}

    private Reply history(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var account = inside.world(() -> inside.account(path));
        var past = new ArrayList<Past>();
        for (var conversation : fields.objects("conversations")) {
            var chat = messages.chat(conversation.requireText("chat"));
            var known = new ArrayList<WebMessageInfo>();
            for (var message : conversation.objects("messages")) {
                known.add(remembered(chat, message));
            }
            conversation.end();
            past.add(new Past(chat, known));
        }
        var names = names(fields);
        var deliver = fields.text("deliver").orElse("atLinking");
        fields.end();
        if (!deliver.equals("now") && !deliver.equals("atLinking")) {
            throw fields.wrong("deliver", "now or atLinking");
        }
        inside.change(() -> {
            for (var part : past) {
                part.messages().forEach(message -> inside.phones().remember(account, part.chat(), message));
            }
            names.forEach((whom, name) -> inside.phones().rememberName(account, whom, name));
            if (deliver.equals("now")) {
                inside.phones().shareHistory(account);
            }
        });
        return Reply.empty(204);
    }

    private Map<Jid, String> names(Fields fields) throws Exception {
        var names = new LinkedHashMap<Jid, String>();
        for (var name : fields.objects("pushNames")) {
            names.put(messages.chat(name.requireText("id")), name.requireText("pushName"));
            name.end();
        }
        return names;
    }

    private WebMessageInfo remembered(Jid chat, Fields fields) throws Problem {
        var key = MessageKey.newBuilder()
                .setRemoteJid(chat.toString())
                .setId(fields.requireText("id"))
                .setFromMe(fields.flag("fromMe", false));
        var participant = fields.text("participant");
        var at = fields.time("t").orElseGet(() -> inside.exchange().clock().instant());
        var content = messages.plain(fields);
        fields.end();
        participant.ifPresent(key::setParticipant);
        var message =
                WebMessageInfo.newBuilder().setKey(key).setMessage(content).setMessageTimestamp(at.getEpochSecond());
        participant.ifPresent(message::setParticipant);
        return message.build();
    }
}
