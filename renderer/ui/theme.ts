import type { ThemeConfig } from 'antd'

/** 政务蓝, 朱红 (only for what a seal would mark: signatures, 退回, voids, block findings), passed, due. */
export const colors = {
  ground: '#F5F6F8',
  paper: '#FFFFFF',
  ink: '#1F2329',
  quiet: '#646A73',
  line: '#E5E6EB',
  accent: '#1F5FBF',
  seal: '#C8261E',
  passed: '#187A43',
  due: '#C77700',
} as const

/** How much 大字 enlarges everything. */
export const largeScale = 1.25

const screenFont = '"PingFang SC","Microsoft YaHei","Source Han Sans SC","Noto Sans CJK SC",sans-serif'

/** Every colour, size and space of the screens as Ant Design tokens. `scale` 1, or `largeScale` in 大字. */
export function theme(scale: number, still: boolean): ThemeConfig {
  const px = (size: number) => Math.round(size * scale * 2) / 2
  return {
    cssVar: { key: 'shenjiao' },
    hashed: false,
    token: {
      colorPrimary: colors.accent,
      colorInfo: colors.accent,
      colorLink: colors.accent,
      colorSuccess: colors.passed,
      colorWarning: colors.due,
      colorError: colors.seal,
      colorTextBase: colors.ink,
      colorText: colors.ink,
      colorTextSecondary: colors.quiet,
      colorTextDescription: colors.quiet,
      colorTextTertiary: '#6F757E',
      colorTextPlaceholder: '#6B717B',
      colorTextDisabled: '#6B717B',
      colorInfoBg: '#EEF4FC',
      colorInfoBorder: '#BBD1F0',
      colorSuccessBg: '#EDF7F1',
      colorSuccessBorder: '#A9D8BC',
      colorWarningBg: '#FFF7E8',
      colorWarningBorder: '#EBCB94',
      colorErrorBg: '#FDF1F0',
      colorErrorBorder: '#EDB9B5',
      colorBgLayout: colors.ground,
      colorBgContainer: colors.paper,
      colorBorder: '#C9CDD4',
      colorBorderSecondary: colors.line,
      colorSplit: colors.line,
      fontFamily: screenFont,
      fontFamilyCode: '"Cascadia Mono",Consolas,"Noto Sans Mono CJK SC",monospace',
      fontSize: px(14),
      fontSizeSM: px(13),
      fontSizeLG: px(16),
      fontSizeXL: px(20),
      fontSizeHeading1: px(22),
      fontSizeHeading2: px(18),
      fontSizeHeading3: px(16),
      lineHeight: 22 / 14,
      sizeUnit: px(4),
      sizeStep: px(4),
      controlHeight: px(32),
      borderRadius: 6,
      borderRadiusLG: 6,
      borderRadiusSM: 4,
      boxShadow: 'none',
      boxShadowSecondary: 'none',
      boxShadowTertiary: 'none',
      motion: !still,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
      lineWidthFocus: 2,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Table: { headerBg: '#F7F8FA', headerSplitColor: 'transparent', rowHoverBg: '#F5F8FD', cellPaddingBlock: px(12) },
      Tabs: { titleFontSize: px(14) },
      Segmented: { trackBg: '#ECEEF2' },
      Menu: { itemBorderRadius: 6 },
    },
  }
}
