package io.wigwag.sandbox.group;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.group.Group.Description;
import io.wigwag.sandbox.group.Group.Rank;
import io.wigwag.sandbox.state.StateSection;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Accounts;
import io.wigwag.sandbox.world.Addressing;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Groups as a part of the world that lasts, by address.
public final class GroupSection implements StateSection {
    public static final String NAME = "groups";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Groups groups;
    private final Accounts accounts;

    public GroupSection(Groups groups, Accounts accounts) {
        this.groups = groups;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Collection<String> keys() {
        return groups.all().stream().map(Group::toString).sorted().toList();
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        return groups.find(address(key)).map(GroupSection::json);
    }

    private static Jid address(String key) {
        try {
            return Jid.parse(key);
        } catch (MalformedJid damaged) {
            throw new IllegalStateException("group " + key + ": " + damaged.getMessage(), damaged);
        }
    }

    private static ObjectNode json(Group group) {
        var json = JSON.objectNode()
                .put("addressing", group.addressing().name())
                .put("creator", group.creator().number())
                .put("createdAt", group.createdAt().toString())
                .put("subject", group.subject())
                .put("subjectBy", group.subjectBy().number())
                .put("subjectAt", group.subjectAt().toString())
                .put("needsApproval", group.needsApproval())
                .put("memberVersion", group.memberVersion())
                .put("settingVersion", group.settingVersion());
        group.ephemeral().ifPresent(seconds -> json.put("ephemeral", seconds));
        group.description()
                .ifPresent(text -> json.putObject("description")
                        .put("id", text.id())
                        .put(
                                "body",
                                Base64.getEncoder().encodeToString(text.body().toArray()))
                        .put("by", text.by().number())
                        .put("at", text.at().toString()));
        var members = json.putArray("members");
        group.members()
                .forEach(member -> members.addObject()
                        .put("number", member.number())
                        .put("rank", group.rank(member).orElse(Rank.MEMBER).name()));
        var toggles = json.putArray("toggles");
        for (var toggle : Toggle.values()) {
            if (group.is(toggle)) {
                toggles.add(toggle.name());
            }
        }
        var modes = json.putObject("modes");
        group.modes().forEach(modes::put);
        var requests = json.putArray("requests");
        group.requests()
                .forEach(request -> requests.addObject()
                        .put("number", request.person().number())
                        .put("at", request.at().toString())
                        .put("method", request.method()));
        secret(group, json.putObject(SECRET));
        return json;
    }

    /// The codes that let people in.
    private static void secret(Group group, ObjectNode json) {
        json.put("inviteCode", group.inviteCode());
        var revoked = json.putArray("revokedCodes");
        group.revokedCodes().forEach(revoked::add);
        var invitations = json.putArray("invitations");
        group.invitations()
                .forEach(invitation -> invitations
                        .addObject()
                        .put("number", invitation.person().number())
                        .put("admin", invitation.admin().number())
                        .put("code", invitation.code())
                        .put("expiresAt", invitation.expiresAt().toString()));
    }

    /// People whose account is gone are left out; where a group can't be without somebody, the first of its members
    /// takes the place.
    @Override
    public void restore(String key, ObjectNode json) {
        var first = StreamSupport.stream(json.path("members").spliterator(), false)
                .flatMap(member -> find(member.path("number")).stream())
                .findFirst();
        first.ifPresent(member -> groups.add(group(address(key), json, member)));
    }

    private Group group(Jid address, ObjectNode json, Account first) {
        var secret = json.path(SECRET);
        var group = new Group(
                address,
                Addressing.valueOf(json.path("addressing").asString()),
                json.path("subject").asString(),
                find(json.path("creator")).orElse(first),
                secret.path("inviteCode").asString(),
                time(json.path("createdAt")),
                groups::changed);
        for (var member : json.path("members")) {
            find(member.path("number"))
                    .ifPresent(person ->
                            group.put(person, Rank.valueOf(member.path("rank").asString())));
        }
        settings(group, json, first);
        for (var request : json.path("requests")) {
            find(request.path("number"))
                    .ifPresent(person -> group.request(new Group.Request(
                            person,
                            time(request.path("at")),
                            request.path("method").asString())));
        }
        for (var code : secret.path("revokedCodes")) {
            group.restoreRevoked(code.asString());
        }
        for (var invitation : secret.path("invitations")) {
            find(invitation.path("number"))
                    .ifPresent(person -> group.invite(new Invitation(
                            person,
                            find(invitation.path("admin")).orElse(first),
                            invitation.path("code").asString(),
                            time(invitation.path("expiresAt")))));
        }
        group.restoreVersions(
                json.path("memberVersion").asLong(), json.path("settingVersion").asLong());
        return group;
    }

    private void settings(Group group, ObjectNode json, Account first) {
        group.rename(
                json.path("subject").asString(),
                find(json.path("subjectBy")).orElse(first),
                time(json.path("subjectAt")));
        for (var toggle : json.path("toggles")) {
            group.set(Toggle.valueOf(toggle.asString()), true);
        }
        json.path("modes")
                .properties()
                .forEach(mode -> group.mode(mode.getKey(), mode.getValue().asString()));
        group.needsApproval(json.path("needsApproval").asBoolean());
        if (json.has("ephemeral")) {
            group.ephemeral(OptionalLong.of(json.path("ephemeral").asLong()));
        }
        if (json.get("description") instanceof ObjectNode text) {
            group.describe(Optional.of(new Description(
                    text.path("id").asString(),
                    Octets.wrap(Base64.getDecoder().decode(text.path("body").asString())),
                    find(text.path("by")).orElse(first),
                    time(text.path("at")))));
        }
    }

    private Optional<Account> find(JsonNode number) {
        return accounts.byNumber(number.asString());
    }

    private static Instant time(JsonNode text) {
        return Instant.parse(text.asString());
    }
}
