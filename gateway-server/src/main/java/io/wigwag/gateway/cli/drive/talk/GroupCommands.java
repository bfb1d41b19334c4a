package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.device.DeviceHandle;
import io.wigwag.core.event.GroupChange.Setting;
import io.wigwag.core.group.ChangeGroup;
import io.wigwag.core.group.ChangeMembers;
import io.wigwag.core.group.CreateGroup;
import io.wigwag.core.group.GroupInfo;
import io.wigwag.core.group.GroupQuery;
import io.wigwag.core.group.Invitation;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.stanza.IqRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Groups.
final class GroupCommands {
    static final Map<String, Setting> SETTINGS = Map.of(
            "announcement", Setting.ANNOUNCEMENT,
            "locked", Setting.LOCKED,
            "approval", Setting.APPROVAL,
            "memberAdd", Setting.OPEN_ADDING);

    private final DeviceHandle device;
    private final SecureRandom random;

    private GroupCommands(DeviceHandle device, SecureRandom random) {
        this.device = device;
        this.random = random;
    }

    static Map<String, TalkCommand> of(DeviceHandle device, SecureRandom random) {
        var these = new GroupCommands(device, random);
        return Map.ofEntries(
                Map.entry("createGroup", these::create),
                Map.entry("groups", these::all),
                Map.entry("groupInfo", these::info),
                Map.entry("groupPeople", these::people),
                Map.entry("groupSubject", these::subject),
                Map.entry("groupDescription", these::description),
                Map.entry("groupSetting", these::setting),
                Map.entry("groupEphemeral", these::timer),
                Map.entry("groupInvite", (given, answer) -> these.code(given, answer, false)),
                Map.entry("groupRevokeInvite", (given, answer) -> these.code(given, answer, true)),
                Map.entry("groupJoin", these::join),
                Map.entry("groupLeave", these::leave));
    }

    private <R> R ask(IqRequest<R> question) throws Exception {
        return device.ask(question).get();
    }

    private String freshId() {
        return MessageId.fresh(random).value();
    }

    private void create(Arguments given, ObjectNode answer) throws Exception {
        var wish = new CreateGroup(given.text("subject"), given.jids("participants"), freshId());
        answer.set("group", json(ask(wish)));
    }

    private void all(Arguments given, ObjectNode answer) throws Exception {
        var groups = answer.putArray("groups");
        ask(new GroupQuery.All()).forEach(group -> groups.add(json(group)));
    }

    private void info(Arguments given, ObjectNode answer) throws Exception {
        answer.set("group", json(ask(new GroupQuery.One(given.jid("group")))));
    }

    private void people(Arguments given, ObjectNode answer) throws Exception {
        var deed = ChangeMembers.Deed.valueOf(given.text("action").toUpperCase(Locale.ROOT));
        var results = answer.putArray("results");
        ask(new ChangeMembers(given.jid("group"), deed, given.jids("participants")))
                .forEach(result -> results.addObject()
                        .put("jid", result.member().toString())
                        .put("status", Integer.toString(result.status())));
    }

    private void subject(Arguments given, ObjectNode answer) throws Exception {
        ask(ChangeGroup.subject(given.jid("group"), given.text("subject")));
    }

    private void description(Arguments given, ObjectNode answer) throws Exception {
        var group = given.jid("group");
        var before = ask(new GroupQuery.One(group)).description().map(GroupInfo.Description::id);
        ask(ChangeGroup.description(group, given.maybe("description").orElse(""), freshId(), before));
    }

    private void setting(Arguments given, ObjectNode answer) throws Exception {
        var setting = SETTINGS.get(given.text("setting"));
        if (setting == null) {
            throw new IllegalArgumentException(
                    "setting: " + given.text("setting") + " (expected: one of " + SETTINGS.keySet() + ")");
        }
        ask(ChangeGroup.setting(given.jid("group"), setting, given.on()));
    }

    private void timer(Arguments given, ObjectNode answer) throws Exception {
        ask(ChangeGroup.timer(given.jid("group"), Duration.ofSeconds(given.number("seconds", 0))));
    }

    private void code(Arguments given, ObjectNode answer, boolean renewed) throws Exception {
        answer.put("code", ask(new Invitation.Code(given.jid("group"), renewed)));
    }

    private void join(Arguments given, ObjectNode answer) throws Exception {
        answer.put("group", ask(new Invitation.Join(given.text("code"))).group().toString());
    }

    private void leave(Arguments given, ObjectNode answer) throws Exception {
        ask(ChangeGroup.leave(given.jid("group")));
    }

    private static ObjectNode json(GroupInfo group) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", group.id().toString())
                .put("subject", group.subject());
        group.description().ifPresent(words -> json.put("desc", words.text()));
        group.owner().ifPresent(owner -> json.put("owner", owner.toString()));
        json.put("announce", group.on().contains(Setting.ANNOUNCEMENT))
                .put("restrict", group.on().contains(Setting.LOCKED))
                .put("joinApprovalMode", group.on().contains(Setting.APPROVAL))
                .put("memberAddMode", group.on().contains(Setting.OPEN_ADDING))
                .put("ephemeralDuration", group.timer().toSeconds());
        var members = json.putArray("participants");
        group.members().forEach(member -> {
            var one = members.addObject().put("id", member.jid().toString());
            switch (member.rank()) {
                case MEMBER -> {
                    // Said by saying nothing.
                }
                case ADMIN -> one.put("admin", "admin");
                case CREATOR -> one.put("admin", "superadmin");
            }
        });
        return json;
    }
}
