package io.wigwag.sandbox.group;

import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Addressing;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// One group: its members by rank, and how it is set up. Whoever changes it has checked the rights before, and tells
/// the members after.
public final class Group {
    /// What a member may do.
    public enum Rank {
        MEMBER,
        ADMIN,
        SUPERADMIN;

        public boolean isAdmin() {
            return this != MEMBER;
        }
    }

    /// What the group is about, under an id of its writer's choice.
    public record Description(String id, Octets body, Account by, Instant at) {}

    /// Somebody wants to be let in.
    public record Request(Account person, Instant at, String method) {}

    private final Consumer<Group> changes;
    private final Jid jid;
    private final Addressing addressing;
    private final Account creator;
    private final Instant createdAt;
    private final Map<Account, Rank> members = new LinkedHashMap<>();
    private final Map<Toggle, Boolean> toggles = new LinkedHashMap<>();
    private final Map<String, String> modes = new LinkedHashMap<>();
    private String subject;
    private Account subjectBy;
    private Instant subjectAt;
    private Optional<Description> description = Optional.empty();
    private OptionalLong ephemeral = OptionalLong.empty();
    private String inviteCode;
    private boolean needsApproval;
    private final Set<String> revokedCodes = new LinkedHashSet<>();
    private final Map<Account, Invitation> invitations = new LinkedHashMap<>();
    private final Map<Account, Request> requests = new LinkedHashMap<>();
    private long memberVersion = 1;
    private long settingVersion = 1;

    Group(
            Jid jid,
            Addressing addressing,
            String subject,
            Account creator,
            String inviteCode,
            Instant now,
            Consumer<Group> changes) {
        this.changes = changes;
        this.jid = jid;
        this.addressing = addressing;
        this.subject = subject;
        this.subjectBy = creator;
        this.subjectAt = now;
        this.creator = creator;
        this.createdAt = now;
        this.inviteCode = inviteCode;
    }

    public Jid jid() {
        return jid;
    }

    /// The part of the address that group elements show.
    public String id() {
        return jid.user();
    }

    /// By which of their addresses members appear to each other.
    public Addressing addressing() {
        return addressing;
    }

    public Account creator() {
        return creator;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /// In the order in which they came.
    public List<Account> members() {
        return List.copyOf(members.keySet());
    }

    public boolean has(Account person) {
        return members.containsKey(person);
    }

    public boolean isAdmin(Account person) {
        return rank(person).filter(Rank::isAdmin).isPresent();
    }

    public Optional<Rank> rank(Account person) {
        return Optional.ofNullable(members.get(person));
    }

    public int size() {
        return members.size();
    }

    void put(Account person, Rank rank) {
        members.put(person, rank);
        requests.remove(person);
        memberVersion++;
        changed();
    }

    void remove(Account person) {
        members.remove(person);
        memberVersion++;
        changed();
    }

    /// Changes with the members; clients compare it.
    public long memberVersion() {
        return memberVersion;
    }

    /// Changes with who may write.
    public long settingVersion() {
        return settingVersion;
    }

    public String subject() {
        return subject;
    }

    public Account subjectBy() {
        return subjectBy;
    }

    public Instant subjectAt() {
        return subjectAt;
    }

    void rename(String text, Account by, Instant now) {
        subject = text;
        subjectBy = by;
        subjectAt = now;
        changed();
    }

    public Optional<Description> description() {
        return description;
    }

    void describe(Optional<Description> next) {
        description = next;
        changed();
    }

    public boolean is(Toggle toggle) {
        return toggles.getOrDefault(toggle, false);
    }

    void set(Toggle toggle, boolean on) {
        toggles.put(toggle, on);
        if (toggle == Toggle.ANNOUNCEMENT) {
            settingVersion++;
        }
        changed();
    }

    /// A setting with a word for a value, by the tag of its element; empty where it was never set.
    public Optional<String> mode(String tag) {
        return Optional.ofNullable(modes.get(tag));
    }

    /// All of these that were ever set.
    public Map<String, String> modes() {
        return Collections.unmodifiableMap(modes);
    }

    void mode(String tag, String word) {
        modes.put(tag, word);
        changed();
    }

    /// After how many seconds messages disappear, if they do.
    public OptionalLong ephemeral() {
        return ephemeral;
    }

    void ephemeral(OptionalLong seconds) {
        ephemeral = seconds;
        changed();
    }

    /// Whether admins decide on who joins.
    public boolean needsApproval() {
        return needsApproval;
    }

    void needsApproval(boolean on) {
        needsApproval = on;
        changed();
    }

    /// Who waits to be let in, the first ones first.
    public List<Request> requests() {
        return List.copyOf(requests.values());
    }

    void request(Request request) {
        requests.put(request.person(), request);
        changed();
    }

    /// True where there was one.
    boolean withdraw(Account person) {
        var had = requests.remove(person) != null;
        if (had) {
            changed();
        }
        return had;
    }

    public String inviteCode() {
        return inviteCode;
    }

    /// A new code; the old one is worth nothing from now on.
    void renewInviteCode(String code) {
        revokedCodes.add(inviteCode);
        inviteCode = code;
        changed();
    }

    /// The codes that were worth something once.
    Set<String> revokedCodes() {
        return Collections.unmodifiableSet(revokedCodes);
    }

    /// A personal invitation; a new one puts an older one to the same person out of force.
    void invite(Invitation invitation) {
        invitations.put(invitation.person(), invitation);
        changed();
    }

    Optional<Invitation> invitation(Account person) {
        return Optional.ofNullable(invitations.get(person));
    }

    Collection<Invitation> invitations() {
        return Collections.unmodifiableCollection(invitations.values());
    }

    /// True where there was one.
    boolean uninvite(Account person) {
        var had = invitations.remove(person) != null;
        if (had) {
            changed();
        }
        return had;
    }

    /// As it was before a restart.
    void restoreVersions(long members, long settings) {
        memberVersion = members;
        settingVersion = settings;
    }

    void restoreRevoked(String code) {
        revokedCodes.add(code);
    }

    private void changed() {
        changes.accept(this);
    }

    @Override
    public String toString() {
        return jid.toString();
    }
}
