package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.event.GroupChange;
import io.wigwag.core.event.PeopleEvent;
import io.wigwag.core.id.Jid;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What others do, as events.
final class PeopleTeller {
    private final Told told;

    PeopleTeller(Told told) {
        this.told = told;
    }

    void happened(PeopleEvent event) {
        switch (event) {
            case PeopleEvent.PresenceChanged presence -> presence(presence);
            case PeopleEvent.Typing typing ->
                told.tell(Told.event("chatstate")
                        .put("jid", typing.chat().toString())
                        .put("from", typing.who().toString())
                        .put(
                                "state",
                                switch (typing.activity()) {
                                    case WRITING -> "composing";
                                    case RECORDING -> "recording";
                                    case NOTHING -> "paused";
                                }));
            case PeopleEvent.CallSignalled call -> call(call);
            case PeopleEvent.GroupChanged(var group, var author, var change) -> changed(group, author, change);
        }
    }

    private void presence(PeopleEvent.PresenceChanged presence) {
        var who = presence.who().toString();
        var event = Told.event("presence")
                .put("jid", who)
                .put("from", who)
                .put("type", presence.available() ? "available" : "unavailable");
        presence.lastSeen().ifPresent(time -> event.put("lastSeen", time.getEpochSecond()));
        told.tell(event);
    }

    private void call(PeopleEvent.CallSignalled call) {
        var facts = call.facts();
        var event = Told.event("call")
                .put("id", call.call())
                .put("chatId", call.from().toString())
                .put("from", call.creator().toString())
                .put("status", call.signal().name().toLowerCase(Locale.ROOT))
                .put("isVideo", facts.video())
                .put("isGroup", facts.group())
                .put("offline", facts.late());
        facts.phone().ifPresent(phone -> event.put("callerPn", phone.toString()));
        facts.time().ifPresent(time -> event.put("date", time.getEpochSecond()));
        told.tell(event);
    }

    private void changed(Jid group, Optional<Jid> author, GroupChange change) {
        var event = Told.event("group").put("group", group.toString());
        author.ifPresent(who -> event.put("author", who.toString()));
        switch (change) {
            case GroupChange.Created(var subject, var members) ->
                people(event.put("action", "create").put("subject", subject), members);
            case GroupChange.Members(var action, var members) -> people(event.put("action", words(action)), members);
            case GroupChange.Subject(var subject) -> value(event, "subject").put("subject", subject);
            case GroupChange.Description(var text) -> value(event, "desc").put("desc", text);
            case GroupChange.Switched(var setting, var on) -> {
                var name = words(setting);
                value(event, name).put(name, on);
            }
            case GroupChange.Timer(var time) ->
                value(event, "ephemeralDuration").put("ephemeralDuration", time.toSeconds());
            case GroupChange.InviteRenewed(var code) ->
                value(event, "inviteCode").put("inviteCode", code);
            case GroupChange.Deleted _ -> value(event, "delete");
            case GroupChange.Other(var name) -> value(event, name);
        }
        told.tell(event);
    }

    private static ObjectNode value(ObjectNode event, String action) {
        return event.put("action", action);
    }

    private static void people(ObjectNode event, List<Jid> members) {
        var list = event.putArray("participants");
        members.forEach(member -> list.add(member.toString()));
    }

    private static String words(GroupChange.Action action) {
        return switch (action) {
            case ADDED -> "add";
            case REMOVED -> "remove";
            case PROMOTED -> "promote";
            case DEMOTED -> "demote";
            case RENAMED -> "modify";
        };
    }

    /// As other drivers call them.
    private static String words(GroupChange.Setting setting) {
        return switch (setting) {
            case ANNOUNCEMENT -> "announce";
            case LOCKED -> "restrict";
            case APPROVAL -> "joinApprovalMode";
            case OPEN_ADDING -> "memberAddMode";
        };
    }
}
