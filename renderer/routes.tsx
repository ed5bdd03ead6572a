import type { ComponentType } from 'react'
import { createBrowserRouter, Navigate } from 'react-router'
import { Frame } from './ui/frame.tsx'
import { Broken, Missing } from './ui/lost-way.tsx'
import { Loading } from './ui/states.tsx'

/** A screen that is loaded when it is first opened. */
const screen = (load: () => Promise<ComponentType>) => ({
  lazy: async () => ({ Component: await load() }),
  HydrateFallback: Loading,
})

/**
 * Every screen has an address, and its filters live in it. Both hosts – HTTP and the desktop's own scheme – answer any
 * path without an extension with this page, so an address can be kept, sent and reloaded. To add a screen, add a line.
 */
export const router = createBrowserRouter([
  {
    ErrorBoundary: Broken,
    HydrateFallback: Loading,
    children: [
      { path: '/setup', ...screen(() => import('./setup/SetupScreen.tsx').then(m => m.SetupScreen)) },
      { path: '/signin', ...screen(() => import('./signin/SignInScreen.tsx').then(m => m.SignInScreen)) },
      { path: '/connect', ...screen(() => import('./connect/ConnectScreen.tsx').then(m => m.ConnectScreen)) },
      {
        path: '/print/article/:id',
        ...screen(() => import('./print/PrintArticle.tsx').then(m => m.PrintArticle)),
      },
      { path: '/print/sheet/:id', ...screen(() => import('./print/PrintSheet.tsx').then(m => m.PrintSheet)) },
      { path: '/password', ...screen(() => import('./signin/PasswordScreen.tsx').then(m => m.PasswordScreen)) },
      {
        Component: Frame,
        children: [
          {
            ErrorBoundary: Broken,
            children: [
              { index: true, element: <Navigate to="/desk" replace /> },
              { path: '/desk', ...screen(() => import('./desk/DeskScreen.tsx').then(m => m.DeskScreen)) },
              { path: '/notices', ...screen(() => import('./notices/NoticesScreen.tsx').then(m => m.NoticesScreen)) },
              { path: '/library', ...screen(() => import('./library/LibraryScreen.tsx').then(m => m.LibraryScreen)) },
              {
                path: '/article/:id',
                ...screen(() => import('./article/ArticleScreen.tsx').then(m => m.ArticleScreen)),
              },
              { path: '/review/:id', ...screen(() => import('./review/ReviewScreen.tsx').then(m => m.ReviewScreen)) },
              {
                path: '/history/:id',
                ...screen(() => import('./history/HistoryScreen.tsx').then(m => m.HistoryScreen)),
              },
              {
                path: '/release',
                ...screen(() => import('./release/ReleaseListScreen.tsx').then(m => m.ReleaseListScreen)),
              },
              {
                path: '/release/:id',
                ...screen(() => import('./release/ReleaseScreen.tsx').then(m => m.ReleaseScreen)),
              },
              { path: '/ledger', ...screen(() => import('./ledger/LedgerScreen.tsx').then(m => m.LedgerScreen)) },
              { path: '/audit', ...screen(() => import('./audit/AuditScreen.tsx').then(m => m.AuditScreen)) },
              { path: '/help', ...screen(() => import('./help/HelpScreen.tsx').then(m => m.HelpScreen)) },
              {
                path: '/admin',
                ...screen(() => import('./admin/AdminScreen.tsx').then(m => m.AdminScreen)),
                children: [
                  { index: true, element: <Navigate to="/admin/people" replace /> },
                  { path: 'people', ...screen(() => import('./admin/PeoplePage.tsx').then(m => m.PeoplePage)) },
                  { path: 'sections', ...screen(() => import('./admin/SectionsPage.tsx').then(m => m.SectionsPage)) },
                  {
                    path: 'templates',
                    ...screen(() => import('./admin/TemplatesPage.tsx').then(m => m.TemplatesPage)),
                  },
                  {
                    path: 'templates/:id',
                    ...screen(() => import('./admin/TemplatePage.tsx').then(m => m.TemplatePage)),
                  },
                  {
                    path: 'delegations',
                    ...screen(() => import('./admin/DelegationsPage.tsx').then(m => m.DelegationsPage)),
                  },
                  { path: 'rules', ...screen(() => import('./admin/RulesPage.tsx').then(m => m.RulesPage)) },
                  { path: 'lexicon', ...screen(() => import('./admin/LexiconPage.tsx').then(m => m.LexiconPage)) },
                  { path: 'settings', ...screen(() => import('./admin/SettingsPage.tsx').then(m => m.SettingsPage)) },
                  { path: 'backup', ...screen(() => import('./admin/BackupPage.tsx').then(m => m.BackupPage)) },
                  { path: 'server', ...screen(() => import('./admin/ServerPage.tsx').then(m => m.ServerPage)) },
                ],
              },
              { path: '*', Component: Missing },
            ],
          },
        ],
      },
    ],
  },
])
