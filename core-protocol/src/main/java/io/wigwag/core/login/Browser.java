package io.wigwag.core.login;

import io.wigwag.core.pairing.ClientType;
import io.wigwag.proto.login.DeviceProps.PlatformType;

/// The program that a device is taken for: its icon in the phone's list, its letter in a QR text, its name beside a
/// code. The three go together, and servers know only some combinations.
public enum Browser {
    CHROME(PlatformType.CHROME, ClientType.CHROME, "Chrome"),
    FIREFOX(PlatformType.FIREFOX, ClientType.FIREFOX, "Firefox"),
    INTERNET_EXPLORER(PlatformType.IE, ClientType.INTERNET_EXPLORER, "IE"),
    OPERA(PlatformType.OPERA, ClientType.OPERA, "Opera"),
    SAFARI(PlatformType.SAFARI, ClientType.SAFARI, "Safari"),
    EDGE(PlatformType.EDGE, ClientType.EDGE, "Edge"),
    DESKTOP(PlatformType.DESKTOP, ClientType.ELECTRON, "Desktop"),
    UWP(PlatformType.UWP, ClientType.UWP, "Desktop"),
    MAC_APP(PlatformType.CATALINA, ClientType.MAC_OS, "Desktop"),
    IPAD(PlatformType.IPAD, ClientType.OTHER_WEB, "iPad"),
    ANDROID_TABLET(PlatformType.ANDROID_TABLET, ClientType.ANDROID_TABLET, "Android"),
    ANDROID_PHONE(PlatformType.ANDROID_PHONE, ClientType.ANDROID_PHONE, "Android");

    private final PlatformType platformType;
    private final ClientType clientType;
    private final String display;

    Browser(PlatformType platformType, ClientType clientType, String display) {
        this.platformType = platformType;
        this.clientType = clientType;
        this.display = display;
    }

    /// For the phone's list of linked devices.
    public PlatformType platformType() {
        return platformType;
    }

    /// For QR texts and codes.
    public ClientType clientType() {
        return clientType;
    }

    String display() {
        return display;
    }
}
