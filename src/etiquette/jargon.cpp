// Chosen for what a neighbour would ask "what is that?" about. Everyday acronyms (PIN, SIM, PDF,
// TV, WiFi) and words that everybody's screen shows (app, browser, password) are left out.
#include "etiquette/jargon.h"

#include "etiquette/word_set.h"

namespace aplomb::etiquette {
namespace {

const WordSet& heavy_words() {
    static const WordSet set(
        // computing and networks
        "api apis backend bootloader canonicalization checksum chipset cname conformant cron "
        "daemon dataset dbus decrypt deprecated dhcp dns dnssec dockerfile endpoint endpoints "
        "ethernet exfat ext4 fat32 firewall fstab ftp gateway gpu hash hashed hdcp hmac hostname "
        "hotfix hotswap htaccess http https hypervisor idempotent imap inode instantiate ipv4 ipv6 "
        "iptables javascript json jitter kernel latency ldap localhost localstorage lossless "
        "metadata middleware mime mutex namespace nginx nslookup ntfs oauth oidc opcode "
        "opentype parser payload persisted plaintext pop3 pppoe "
        "preauthentication provisioning proxy qos regex renderer renegotiate repo "
        "repository resolver rollback rsync runtime samesite saml schema sdk serverless "
        "sftp smtp ssd ssh ssid ssl ssml stderr stdout subdomain subnet "
        "subnetmask sudo svg switchport symlink syntax tcp tls topology totp traceroute udp "
        "uefi unicode unmount upstream userspace utf utf-8 uuid vlan vm vpn webhook webhooks wpa2 "
        "wpa3 x.509 xml yaml mfa apn mmsc lte lacp mtu wan dsl vdsl adsl pcie nvme sata usb-pd hex "
        "hexadecimal bitrate codec codecs transcode multicast unicast whitelist "
        "blacklist keychain keystore keypair ciphertext throughput crossover "
        "idp sso iframe cdn ttl "
        // telephony
        "imei iccid sip voip mvno volte gsm cdma "
        // money
        "accrual accruals amortisation amortization amortised arrears-based apy aer collateral "
        "collateralised debenture encumbrance escrow isin ltv novation pari-passu "
        "remittance-advice sepa securitised subordinated tranche underwriting yield-to "
        // insurance
        "actuarial indemnification indemnify indemnity subrogation coinsurance copay "
        "pre-authorisation preauthorization adjudication adjudicated eob cpt icd-10 "
        // medicine
        "analgesic anamnesis arrhythmia bilateral bradycardia contraindicated contraindication "
        "cyanotic dyspnea dyspnoea edema oedema etiology aetiology haematoma hematoma hypertension "
        "hypotension iatrogenic idiopathic ischemia ischaemia metabolic nsaid "
        "nsaids parenteral posology prophylaxis prophylactic pruritus sequelae subcutaneous "
        "subcutaneously tachycardia titrate titration stenosis myopia astigmatism "
        // law
        "arbitration estoppel hereinafter heretofore hereunder indemnifies notwithstanding "
        "pursuant severability therein thereof tort ultra-vires usufruct "
        // heating, electrics, cars
        "anode cathode circulator commutator condensate flyback galvanic hysteresis "
        "impedance kva mcb modbus modulating ohm ohms overcurrent rcbo rcd rectifier rs485 "
        "solenoid "
        "thermistor thermocouple trv cvt dpf ecu egr obd obd2 "
        "catalytic turbocharger lambda-sensor camshaft crankshaft "
        // pictures and sound
        "aliasing bokeh chrominance debayer demosaic gamut histogram luma dcim raw-file "
        // shipping
        "awb consignor cn22 cn23 ddp dap demurrage eori hs-code incoterms tariff-code mrn "
        // other languages' own words for such things
        "cortafuegos enrutador pare-feu sous-réseau zwischenspeicher-eintrag subnetzmaske "
        "teilnetz "
        "verschlüsselungsprotokoll sub-rede sottorete");
    return set;
}

const WordSet& light_words() {
    static const WordSet set(
        "mount partition packets driver drivers registry port ports protocol protocols "
        "session-token headers header authentication authenticate auth bandwidth bios booted cache "
        "cached caches caching "
        "cert certificate certificates cli client-side cluster cmd compile compiler "
        "configure configuration config cookie cookies credentials customs-declaration "
        "debug dependency deploy deployed directory "
        "embedded encrypted encryption enumerated executable fingerprint firmware "
        "handler handlers "
        "instance invalidate kbps mbps latency-free misconfigured "
        "os parameter parameters patch plugin "
        "protocols query reboot redirect reflash sandbox scripts "
        "server sync synchronise synchronize syntax-error terminal "
        "timeout toggle token tokens triggered tunneling unbind "
        "runtime-error redundancy viewport devtools purge hard-reload uplink downlink node "
        "handshake rejoin reed provision provisioned re-provision power-cycle whitelisted "
        "blacklisted rollback plugin plug-in add-on filter-list buffer hosting domain "
        "nameserver nameservers propagation propagate migration migrate schema shard replica "
        "pod env variable variables regression exception stacktrace traceback dump "
        "endpoint beacon mesh dongle telemetry sensor transceiver repeater bridged "
        "router-mode failover load-balancer interop backhaul attenuation snr sync-rate "
        "interleaving firmware-version bootstrap safe-mode partition-table superuser hotspot "
        "tethering throttled throttling deprovision decommission enumerate serialise "
        "serialize deserialise checksum-error parity "
        "benign chronic acute biopsy dosage oral intravenous lesion prognosis "
        "chargeback acquirer issuer accrued amortise "
        "reconciliation remittance beneficiary-bank "
        "drawdown disbursement covenant "
        "underwriter annuity "
        "inhibitor inhibitors beta-blocker systolic diastolic stent catheter renal hepatic cardiac "
        "pulmonary gastric lumbar thoracic femoral ejection regurgitation antibody endoscopy "
        "laparoscopic cannula intubation sedation haemoglobin hemoglobin creatinine enzyme enzymes "
        "compressor heat-exchanger exchanger flue condensate lockout ignition igniter actuator "
        "valve-seat diverter thermostat-loop manifold-pressure setpoint airlock rad-valve "
        "bottom-bracket derailleur cassette freehub headset-bearing spline "
        "serum titre panel-test contrast-agent fasting-glucose antibodies triage-code "
        "referral-path "
        "deductible lien liability liquidity prorated "
        "pro-rata statutory waiver liable beneficiary "
        "manifold torque calibrate calibration voltage amperage inverter relay "
        "aperture shutter iso exposure");
    return set;
}

const WordSet& acronyms() {
    static const WordSet set(
        "mac fuse sip nat arp bgp cors csrf xss jwt rtt raw sd ram rom acl dmz tpm vps iot crm erp "
        "kyc aml psd2 nav etf gaap ifrs irr npv ebitda pep apr dti heloc pmi arm "
        "hmo ppo dob iv bmi mri ct ecg ekg gp icu bp hba1c ldl hdl cbt copd "
        "rcd mcb kva ac dc vrf hvac seer cop afue "
        "abs dpf egr vin tpms adas eta etd pod boi bol fcl lcl sku rma mpn "
        "mms mmsc apn lte dns dhcp ip tcp udp wan lan isp ssid vlan dsl pop imap smtp usb");
    return set;
}

}  // namespace

JargonWeight jargon_weight(std::string_view plain) {
    if (heavy_words().contains(plain)) return JargonWeight::Heavy;
    return light_words().contains(plain) ? JargonWeight::Light : JargonWeight::None;
}

JargonWeight acronym_weight(std::string_view plain) {
    return acronyms().contains(plain) ? JargonWeight::Light : JargonWeight::None;
}

bool is_everyday_acronym(std::string_view plain) {
    static const WordSet set(
        "pin sim pdf tv wifi uk us usa eu un am pm ok id vat gps qr cd dvd pc sms faq dm ceo atm "
        "bbc cnn nhs iban ev usb led lcd hd hdtv ac dc pa tba tbc asap fyi rsvp diy eta mr mrs ms "
        "dr st nr no po box gb mb kb tb kg km cm mm ml xl xxl xs xxxl sml gmt cet bst utc edt est "
        "pst pdt cst ny la sf dc nyc nz au ca de fr es it nl ie se dk fi jan feb mar apr jun jul "
        "aug sep oct nov dec mon tue wed thu fri sat sun bmw vw ikea dhl ups fedex usps dpd hsbc "
        "ing ios app apps ad bc sos vip hr it pr tlc ufo nasa nato lol omg tbh imo imho btw afaik "
        "lmk ttyl idk ngl icymi wdyt diy abc xmas mot suv www http https url yes stop help hd "
        "oap mp phd ba ma bsc ab abs rrp b2b tm xbox ps4 ps5 bbq byo pto pos gmbh ltd llc inc plc "
        "zip ssn dob po fao cc bcc re ps nb ie eg aka mum mom dad");
    return set.contains(plain);
}

}  // namespace aplomb::etiquette
