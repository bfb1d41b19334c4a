package io.wigwag.sandbox.people;

import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.media.Blobs;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.server.Stanzas;
import io.wigwag.sandbox.state.Ledger;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.PartChanges;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is kept about every account beside its devices, and what one may know of another.
public final class People implements Feature {
    private static final int SALT = 32;

    private final Exchange exchange;
    private final Map<Account, Person> people = new LinkedHashMap<>();

    private final TrustTokens tokens;
    private final Abouts abouts;
    private final Pictures pictures;
    private final PrivacySettings privacySettings;
    private final BlockList blockList;
    private final Bots bots = new Bots();
    private final DirtyBits dirtyBits;
    private final DeviceLists deviceLists = new DeviceLists();
    private final Properties properties = new Properties(this);
    private final ContactLinks contactLinks;
    private PartChanges changes = PartChanges.UNKEPT;

    private People(Exchange exchange, Blobs blobs) {
        this.exchange = exchange;
        this.tokens = new TrustTokens(exchange, this);
        this.privacySettings = new PrivacySettings(exchange, this);
        this.blockList = new BlockList(exchange, this);
        this.dirtyBits = new DirtyBits(exchange);
        this.contactLinks = new ContactLinks(exchange);
        this.abouts = new Abouts(exchange, this);
        this.pictures = new Pictures(exchange, this, blobs);
    }

    /// Adds all that concerns people to the service.
    public static People addTo(Exchange exchange, Blobs blobs) {
        var people = new People(exchange, blobs);
        List.of(
                        people,
                        people.properties,
                        people.tokens,
                        people.privacySettings,
                        new UserQueries(exchange, people),
                        people.abouts,
                        people.bots,
                        people.dirtyBits,
                        people.contactLinks,
                        new BusinessProfiles(exchange, people),
                        people.pictures,
                        people.blockList,
                        new DisappearingMode(exchange, people))
                .forEach(exchange::add);
        exchange.consent(new Permissions(people));
        return people;
    }

    public Properties properties() {
        return properties;
    }

    @Override
    public void enter(StanzaTable table) {
        // The subjects enter their own stanzas.
    }

    public Person of(Account account) {
        var known = people.get(account);
        if (known == null) {
            known = make(account);
            people.put(account, known);
            changes.changed(account);
        }
        return known;
    }

    private Person make(Account account) {
        var salt = new byte[SALT];
        exchange.random().nextBytes(salt);
        var flags = Flags.of(account.nameKey());
        for (var unknown : flags.unknown()) {
            exchange.events().add("flag.unknown", "account", account, "flag", unknown);
        }
        return person(account, flags, Octets.wrap(salt));
    }

    private Person person(Account account, Flags flags, Octets salt) {
        return new Person(account, flags, salt, () -> changes.changed(account));
    }

    Optional<Person> find(Account account) {
        return Optional.ofNullable(people.get(account));
    }

    /// Somebody of an earlier run, of whom the rest comes by itself.
    Person restore(Account account, Flags flags, Octets salt) {
        var person = person(account, flags, salt);
        people.put(account, person);
        return person;
    }

    /// What of it outlives the process.
    public void keptIn(Ledger ledger) {
        changes = new PersonSection(exchange.accounts(), this).keptIn(ledger);
        tokens.keptBy(new TokenSection(exchange.accounts(), tokens).keptIn(ledger));
        contactLinks.keptBy(new ContactLinkSection(exchange.accounts(), contactLinks).keptIn(ledger));
        dirtyBits.keptBy(new DirtySection(exchange.accounts(), dirtyBits).keptIn(ledger));
        PropertySection.add(ledger, exchange.accounts(), properties);
        GroupPictureSection.add(ledger, pictures);
        BotSection.add(ledger, bots);
    }

    /// Whether somebody may see what a category of somebody's privacy settings is about.
    public boolean maySee(Account viewer, Account owner, String category) {
        if (viewer.equals(owner)) {
            return true;
        }
        var person = of(owner);
        if (person.blocked().contains(viewer)) {
            return false;
        }
        var isContact = person.contacts().include(viewer);
        return switch (person.privacy().value(category)) {
            case PrivacyChoices.NONE -> false;
            case PrivacyChoices.CONTACTS -> isContact;
            case PrivacyChoices.ALL_BUT ->
                isContact && !person.privacy().except(category).contains(viewer);
            default -> true;
        };
    }

    /// The same for a picture, which restricted people show only to those who hold a token of theirs.
    boolean mayFetchPicture(Account viewer, Account owner, Node asked) {
        return maySee(viewer, owner, PrivacyChoices.PROFILE) && tokens.opens(viewer, owner, asked);
    }

    public Abouts abouts() {
        return abouts;
    }

    public Pictures pictures() {
        return pictures;
    }

    public PrivacySettings privacySettings() {
        return privacySettings;
    }

    public BlockList blockList() {
        return blockList;
    }

    public Bots bots() {
        return bots;
    }

    public DirtyBits dirtyBits() {
        return dirtyBits;
    }

    public TrustTokens tokens() {
        return tokens;
    }

    DeviceLists deviceLists() {
        return deviceLists;
    }

    /// Tells a person's other devices what one of them has changed.
    void tellOwnOthers(Device acting, Node change) {
        tellOwn(acting.account(), Optional.of(acting), change);
    }

    /// Tells a person's devices, but for one, what was changed.
    void tellOwn(Account account, Optional<Device> but, Node change) {
        for (var device : account.companions()) {
            if (but.filter(device::equals).isEmpty()) {
                exchange.delivery().deliver(device, Kind.NOTIFICATION, accountSync(account, change));
            }
        }
    }

    /// Tells everybody who has a person in their address book, whether online or not.
    void tellContacts(Account about, String type, Node change) {
        var now = exchange.clock().seconds();
        for (var other : exchange.accounts().all()) {
            if (!other.equals(about) && of(other).contacts().include(about)) {
                for (var device : other.companions()) {
                    var notification = Stanzas.notification(type, about.pn(), exchange.nextId(), now)
                            .child(change)
                            .build();
                    exchange.delivery().deliver(device, Kind.NOTIFICATION, notification);
                }
            }
        }
    }

    private Node accountSync(Account account, Node change) {
        return Stanzas.notification(
                        "account_sync",
                        account.pn(),
                        exchange.nextId(),
                        exchange.clock().seconds())
                .child(change)
                .build();
    }

    @Override
    public void accountAdded(Account account) {
        of(account);
    }

    @Override
    public void accountRemoved(Account account) {
        people.remove(account);
        deviceLists.forget(account);
        people.values().forEach(person -> person.forget(account));
    }

    @Override
    public void reset() {
        people.clear();
        deviceLists.clear();
    }
}
