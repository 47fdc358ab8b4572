import type { InAppApp, InAppPlatform, WayOut } from '../domain/in-app';

export type InAppFixture = {
  app: InAppApp;
  platform: InAppPlatform;
  way: WayOut | null;
  from: string;
  userAgent: string;
};

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const PIXEL =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A.240905.003; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.83 Mobile Safari/537.36';

const SPY = 'shalanah/inapp-spy, src/tests/mobile.ts (March 2026)';
const PUBLIC = 'as recorded in public test suites and logs of 2025 and 2026';

/** Apps' own browsers as they have called themselves, and where each was seen. */
export const IN_APP_USER_AGENTS: readonly InAppFixture[] = [
  {
    app: 'instagram',
    platform: 'ios',
    way: 'instagram',
    from: 'shalanah/inapp-debugger, issue 22 (April 2026): follows Safari’s scheme no more',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 26_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/23E254 Instagram 424.1.0.31.54 (iPhone18,4; iOS 26_4_1; en_GB; en-GB; scale=3.00; 1260x2736; IABMV/1; 933996394) NW/3 Safari/604.1',
  },
  {
    app: 'instagram',
    platform: 'ios',
    way: 'safari',
    from: SPY,
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22F76 Instagram 393.1.0.36.70 (iPhone15,3; iOS 18_5; en_US; en; scale=3.00; 1290x2796; IABMV/1; 776538208) Safari/604.1)',
  },
  {
    app: 'instagram',
    platform: 'android',
    way: 'intent',
    from: SPY,
    userAgent: `${PIXEL} Instagram 355.1.0.44.103 Android (34/14; 420dpi; 1080x2205; Google/google; Pixel 8; shiba; shiba; en_US; 658190016)`,
  },
  {
    app: 'threads',
    platform: 'ios',
    way: 'threads',
    from: PUBLIC,
    userAgent: `${IPHONE} Mobile/15E148 Barcelona 400.0.0.21.70 (iPhone16,2; iOS 18_6; en_GB; en-GB; scale=3.00; 1290x2796; IABMV/1)`,
  },
  {
    app: 'threads',
    platform: 'android',
    way: 'intent',
    from: SPY,
    userAgent: `${PIXEL} Barcelona 355.0.0.39.109 Android (34/14; 420dpi; 1080x2205; Google/google; Pixel 8; shiba; shiba; en_US; 657318936)`,
  },
  {
    app: 'messenger',
    platform: 'ios',
    way: 'safariWindow',
    from: 'matomo-org/device-detector, issue 5646',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 10_3_3 like Mac OS X) AppleWebKit/603.3.8 (KHTML, like Gecko) Mobile/14G60 [FBAN/MessengerForiOS;FBAV/132.0.0.41.90;FBBV/69171754;FBDV/iPhone8,4;FBMD/iPhone;FBSN/iOS;FBSV/10.3.3;FBSS/2;FBCR/Koodo;FBID/phone;FBLC/en_US;FBOP/5;FBRV/0]',
  },
  {
    app: 'messenger',
    platform: 'ios',
    way: 'safariWindow',
    from: 'WhichBrowser/Parser-PHP, issue 257',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 13_3_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 LightSpeed [FBAN/MessengerLiteForiOS;FBAV/259.0.0.37.118;FBBV/207629286;FBDV/iPhone9,4;FBMD/iPhone;FBSN/iOS;FBSV/13.3.1;FBSS/3;FBCR/;FBID/phone;FBLC/zh-Hant_GB;FBOP/0]',
  },
  {
    app: 'messenger',
    platform: 'android',
    way: 'intent',
    from: 'matomo-org/device-detector, issue 5646',
    userAgent:
      'Mozilla/5.0 (Linux; Android 7.1.2; Nexus 5X Build/N2G47F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/57.0.2987.132 Mobile Safari/537.36 [FB_IAB/MESSENGER;FBAV/114.0.0.21.71;]',
  },
  {
    app: 'messenger',
    platform: 'android',
    way: 'intent',
    from: PUBLIC,
    userAgent: `${PIXEL} [FB_IAB/Orca-Android;FBAV/471.0.0.38.109;]`,
  },
  {
    app: 'facebook',
    platform: 'ios',
    way: 'safariWindow',
    from: SPY,
    userAgent: `${IPHONE} Mobile/22B83 [FBAN/FBIOS;FBAV/488.0.0.68.101;FBBV/658219612;FBDV/iPhone12,8;FBMD/iPhone;FBSN/iOS;FBSV/18.1;FBSS/2;FBID/phone;FBLC/en_US;FBOP/5;FBRV/0;IABMV/1]`,
  },
  {
    app: 'facebook',
    platform: 'ios',
    way: 'safariWindow',
    from: 'shalanah/inapp-spy, issue 57 (Facebook 538, November 2025)',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G100 Safari/604.1 MetaIAB Facebook',
  },
  {
    app: 'facebook',
    platform: 'android',
    way: 'intent',
    from: SPY,
    userAgent: `${PIXEL} [FB_IAB/FB4A;FBAV/488.0.0.62.79;IABMV/1;]`,
  },
  {
    app: 'tiktok',
    platform: 'ios',
    way: 'safari',
    from: SPY,
    userAgent: `${IPHONE} Mobile/15E148 Safari/604.1 musical_ly_41.9.0`,
  },
  {
    app: 'tiktok',
    platform: 'android',
    way: 'intent',
    from: SPY,
    userAgent: `${PIXEL} musical_ly_2023303040 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/musical_ly app_version/33.3.4 ByteLocale/en ByteFullLocale/en Region/US AppId/1233 Spark/1.5.0.5-alpha.2 AppVersion/33.3.4 BytedanceWebview/d8a21c6`,
  },
  {
    app: 'tiktok',
    platform: 'android',
    way: 'intent',
    from: PUBLIC,
    userAgent: `${PIXEL} trill_400805 JsSdk/1.0 NetType/4G Channel/googleplay AppName/trill app_version/40.8.5 ByteLocale/es-CL Region/CL AppId/1180`,
  },
  {
    app: 'snapchat',
    platform: 'ios',
    way: null,
    from: SPY,
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_3_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.3.1 Mobile/15E148 Snapchat/12.72.0.39 (like Safari/8617.2.4.10.8, panda)',
  },
  {
    app: 'snapchat',
    platform: 'android',
    way: 'intent',
    from: PUBLIC,
    userAgent: `${PIXEL} Snapchat/13.5.0.46 (like Chrome/127.0.6533.103)`,
  },
  {
    app: 'linkedin',
    platform: 'ios',
    way: 'safari',
    from: PUBLIC,
    userAgent: `${IPHONE} Mobile/15E148 [LinkedInApp]/9.31.1579.3`,
  },
  {
    app: 'linkedin',
    platform: 'android',
    way: 'intent',
    from: PUBLIC,
    userAgent: `${PIXEL} [LinkedInApp]/4.1.975`,
  },
  {
    app: 'wechat',
    platform: 'ios',
    way: null,
    from: PUBLIC,
    userAgent: `${IPHONE} Mobile/15E148 MicroMessenger/8.0.69(0x18004539) NetType/4G Language/zh_CN`,
  },
  {
    app: 'wechat',
    platform: 'android',
    way: null,
    from: PUBLIC,
    userAgent:
      'Mozilla/5.0 (Linux; Android 12; M2011K2C Build/SKQ1.211006.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/146.0.7680.177 Mobile Safari/537.36 XWEB/1460075 MMWEBSDK/20250804 MMWEBID/4850 MicroMessenger/8.0.63.2920(0x28003FA6) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64',
  },
  {
    app: 'wechat',
    platform: 'other',
    way: null,
    from: PUBLIC,
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090a13) XWEB/19027',
  },
  {
    app: 'x',
    platform: 'ios',
    way: null,
    from: 'shalanah/inapp-debugger, issue 15 (November 2025), in the form of public logs',
    userAgent: `${IPHONE} Mobile/15E148 Twitter for iPhone/11.43.1`,
  },
  {
    app: 'x',
    platform: 'android',
    way: 'intent',
    from: PUBLIC,
    userAgent: `${PIXEL} TwitterAndroid`,
  },
  {
    app: 'unknown',
    platform: 'ios',
    way: 'safari',
    from: 'a plain WKWebView',
    userAgent: `${IPHONE} Mobile/15E148`,
  },
  {
    app: 'unknown',
    platform: 'ios',
    way: 'safari',
    from: 'Pinterest, which we do not know by name',
    userAgent: `${IPHONE} Mobile/15E148 [Pinterest/iOS]`,
  },
  {
    app: 'unknown',
    platform: 'android',
    way: 'intent',
    from: 'a plain Android WebView',
    userAgent: PIXEL,
  },
];

/** Browsers proper and readers of links, which must never be taken for an app's browser. */
export const OTHER_USER_AGENTS: Record<string, string> = {
  'Safari, iOS 18': `${IPHONE} Version/18.6 Mobile/15E148 Safari/604.1`,
  'Safari, iOS 26':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.4 Mobile/15E148 Safari/604.1',
  'Safari, iPad':
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
  'Chrome, iOS': `${IPHONE} CriOS/140.0.7339.122 Mobile/15E148 Safari/604.1`,
  'Firefox, iOS': `${IPHONE} FxiOS/143.0 Mobile/15E148 Safari/605.1.15`,
  'Edge, iOS': `${IPHONE} Version/18.0 EdgiOS/140.0.3485.94 Mobile/15E148 Safari/605.1.15`,
  'DuckDuckGo, iOS': `${IPHONE} Version/18.6 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15`,
  'Opera, iOS': `${IPHONE} Version/18.0 Mobile/15E148 Safari/604.1 OPT/5.4.0`,
  'WhatsApp, iOS (a Safari view)': `${IPHONE} Version/26.0.1 Mobile/15E148 Safari/604.1 [WAiOS/2.25.31]`,
  'Chrome, Android':
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  'Firefox, Android': 'Mozilla/5.0 (Android 14; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0',
  'Samsung Internet':
    'Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/30.0 Chrome/136.0.0.0 Mobile Safari/537.36',
  'MIUI Browser':
    'Mozilla/5.0 (Linux; U; Android 14; en-us; 23078PND5G Build/UKQ1.230804.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/122.0.6261.119 Mobile Safari/537.36 XiaoMi/MiuiBrowser/20.11.5000119-gn',
  'Chrome, Windows':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Firefox, macOS': 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:141.0) Gecko/20100101 Firefox/141.0',
  'Facebook’s crawler': 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'iMessage’s preview':
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
  'X’s crawler': 'Twitterbot/1.0',
  'LinkedIn’s crawler': 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
  nothing: '',
};
