// Written by scripts/generate-web-types.ts from schema.graphql and the .graphql files beside it. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type Role = 'CONSUMER' | 'HELP_DESK' | 'SUPPORT' | 'MANAGER' | 'ADMIN';

export type ComplaintStatus = 'OPEN' | 'IN_PROGRESS' | 'RESOLVED' | 'CLOSED';

export type WaitingFor = 'CONSUMER' | 'THIRD_PARTY';

export type Channel =
  'WEB' | 'PHONE' | 'EMAIL' | 'LETTER' | 'IN_PERSON' | 'FAX' | 'REFERRAL' | 'SOCIAL_MEDIA' | 'OTHER';

export type Outcome = 'UPHELD' | 'PARTLY_UPHELD' | 'NOT_UPHELD' | 'WITHDRAWN' | 'OUT_OF_SCOPE';

export type CloseReason = 'ACCEPTED' | 'UNANSWERED' | 'WITHDRAWN' | 'IMPORTED';

export type ComplaintAction =
  | 'START'
  | 'ASSIGN'
  | 'AWAIT_CONSUMER'
  | 'AWAIT_THIRD_PARTY'
  | 'RESUME'
  | 'ADD_RESOLUTION_NOTE'
  | 'RESOLVE'
  | 'ACCEPT'
  | 'REJECT'
  | 'CLOSE_UNANSWERED'
  | 'REOPEN'
  | 'WITHDRAW';

export type CommentKind = 'REPLY' | 'QUESTION' | 'INTERNAL_NOTE' | 'RESOLUTION_NOTE';

export type DeadlineKind = 'ACKNOWLEDGEMENT' | 'FINAL_RESPONSE';

export type ErrorCode =
  | 'NOT_FOUND'
  | 'INVALID_INPUT'
  | 'NOT_ALLOWED'
  | 'CONFLICT'
  | 'STALE_VERSION'
  | 'INVALID_TRANSITION'
  | 'INVALID_CREDENTIALS';

export type SignInInput = {
  organisation: string;
  username: string;
  password: string;
};

export type RefreshSessionInput = {
  refreshToken: string;
};

export type SignOutInput = {
  refreshToken?: string | null | undefined;
};

export type RegisterInput = {
  organisation: string;
  username: string;
  displayName: string;
  email: string;
  phone?: string | null | undefined;
  password: string;
};

export type AcceptInvitationInput = {
  token: string;
  password: string;
};

export type TrackComplaintInput = {
  token: string;
};

export type SubmitPublicComplaintInput = {
  organisation: string;
  name: string;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  subject: string;
  description: string;
  desiredOutcome?: string | null | undefined;
  categoryId?: string | number | null | undefined;
};

export type ChangePasswordInput = {
  currentPassword: string;
  newPassword: string;
};

export type SubmitComplaintInput = {
  subject: string;
  description: string;
  desiredOutcome?: string | null | undefined;
  categoryId?: string | number | null | undefined;
};

export type AcceptResolutionInput = {
  id: string | number;
  version: number;
  evidence?: string | null | undefined;
};

export type RejectResolutionInput = {
  id: string | number;
  version: number;
  reason: string;
};

export type ReopenComplaintInput = {
  id: string | number;
  version: number;
  reason: string;
};

export type WithdrawComplaintInput = {
  id: string | number;
  version: number;
  reason?: string | null | undefined;
  evidence?: string | null | undefined;
};

export type AddCommentInput = {
  complaintId: string | number;
  body: string;
  isInternal?: boolean | null | undefined;
};

type ErrorParts_InputError_Fragment = { code: ErrorCode; message: string; path: Array<string> | null };

type ErrorParts_NotFoundError_Fragment = { code: ErrorCode; message: string; path: Array<string> | null };

type ErrorParts_NotAllowedError_Fragment = { code: ErrorCode; message: string; path: Array<string> | null };

type ErrorParts_ConflictError_Fragment = { code: ErrorCode; message: string; path: Array<string> | null };

type ErrorParts_CredentialsError_Fragment = { code: ErrorCode; message: string; path: Array<string> | null };

type ErrorParts_StaleVersionError_Fragment = {
  code: ErrorCode;
  message: string;
  path: Array<string> | null;
  current: { id: string; version: number; status: ComplaintStatus } | null;
};

type ErrorParts_InvalidTransitionError_Fragment = {
  code: ErrorCode;
  message: string;
  path: Array<string> | null;
};

export type ErrorPartsFragment =
  | ErrorParts_InputError_Fragment
  | ErrorParts_NotFoundError_Fragment
  | ErrorParts_NotAllowedError_Fragment
  | ErrorParts_ConflictError_Fragment
  | ErrorParts_CredentialsError_Fragment
  | ErrorParts_StaleVersionError_Fragment
  | ErrorParts_InvalidTransitionError_Fragment;

export type ConsumerComplaintRowFragment = {
  id: string;
  reference: string;
  subject: string;
  status: ComplaintStatus;
  waitingFor: WaitingFor | null;
  closeReason: CloseReason | null;
  receivedAt: string;
  updatedAt: string;
  confirmBy: string | null;
  commentCount: number;
};

export type ConsumerComplaintPartsFragment = {
  id: string;
  reference: string;
  version: number;
  status: ComplaintStatus;
  waitingFor: WaitingFor | null;
  waitingSince: string | null;
  subject: string;
  description: string;
  desiredOutcome: string | null;
  channel: Channel;
  receivedAt: string;
  confirmBy: string | null;
  reopenUntil: string | null;
  reopenCount: number;
  closeReason: CloseReason | null;
  resolvedAt: string | null;
  closedAt: string | null;
  isImported: boolean;
  category: { id: string; name: string } | null;
  assignee: { id: string; displayName: string } | null;
  resolution: {
    outcome: Outcome;
    explanation: string;
    remedy: string | null;
    resolvedAt: string;
    redress: { amountMinor: number; currency: string } | null;
  } | null;
  acceptance: { method: string; acceptedAt: string } | null;
  deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null; isOverdue: boolean }>;
  availableActions: Array<{ action: ComplaintAction; allowed: boolean; reason: string | null }>;
  comments: {
    totalCount: number;
    nodes: Array<{
      id: string;
      kind: CommentKind;
      body: string;
      authorName: string;
      createdAt: string;
      isMine: boolean;
    }>;
    pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
  };
  timeline: {
    nodes: Array<{ id: string; summary: string; actorName: string; occurredAt: string }>;
    pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
  };
};

export type MyComplaintsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;

export type MyComplaintsQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  toConfirm: {
    nodes: Array<{
      id: string;
      reference: string;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      closeReason: CloseReason | null;
      receivedAt: string;
      updatedAt: string;
      confirmBy: string | null;
      commentCount: number;
    }>;
  };
  toAnswer: {
    nodes: Array<{
      id: string;
      reference: string;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      closeReason: CloseReason | null;
      receivedAt: string;
      updatedAt: string;
      confirmBy: string | null;
      commentCount: number;
    }>;
  };
  complaints: {
    totalCount: number;
    nodes: Array<{
      id: string;
      reference: string;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      closeReason: CloseReason | null;
      receivedAt: string;
      updatedAt: string;
      confirmBy: string | null;
      commentCount: number;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type NewComplaintPageQueryVariables = Exact<{ [key: string]: never }>;

export type NewComplaintPageQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  categories: Array<{ id: string; name: string; children: Array<{ id: string; name: string }> }>;
};

export type MyComplaintQueryVariables = Exact<{
  reference: string;
  commentsBefore?: string | null | undefined;
  timelineBefore?: string | null | undefined;
}>;

export type MyComplaintQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  complaint: {
    id: string;
    reference: string;
    version: number;
    status: ComplaintStatus;
    waitingFor: WaitingFor | null;
    waitingSince: string | null;
    subject: string;
    description: string;
    desiredOutcome: string | null;
    channel: Channel;
    receivedAt: string;
    confirmBy: string | null;
    reopenUntil: string | null;
    reopenCount: number;
    closeReason: CloseReason | null;
    resolvedAt: string | null;
    closedAt: string | null;
    isImported: boolean;
    category: { id: string; name: string } | null;
    assignee: { id: string; displayName: string } | null;
    resolution: {
      outcome: Outcome;
      explanation: string;
      remedy: string | null;
      resolvedAt: string;
      redress: { amountMinor: number; currency: string } | null;
    } | null;
    acceptance: { method: string; acceptedAt: string } | null;
    deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null; isOverdue: boolean }>;
    availableActions: Array<{ action: ComplaintAction; allowed: boolean; reason: string | null }>;
    comments: {
      totalCount: number;
      nodes: Array<{
        id: string;
        kind: CommentKind;
        body: string;
        authorName: string;
        createdAt: string;
        isMine: boolean;
      }>;
      pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
    };
    timeline: {
      nodes: Array<{ id: string; summary: string; actorName: string; occurredAt: string }>;
      pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
    };
  } | null;
};

export type TrackedComplaintQueryVariables = Exact<{
  commentsBefore?: string | null | undefined;
  timelineBefore?: string | null | undefined;
}>;

export type TrackedComplaintQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    trackedComplaint: {
      id: string;
      reference: string;
      version: number;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      waitingSince: string | null;
      subject: string;
      description: string;
      desiredOutcome: string | null;
      channel: Channel;
      receivedAt: string;
      confirmBy: string | null;
      reopenUntil: string | null;
      reopenCount: number;
      closeReason: CloseReason | null;
      resolvedAt: string | null;
      closedAt: string | null;
      isImported: boolean;
      category: { id: string; name: string } | null;
      assignee: { id: string; displayName: string } | null;
      resolution: {
        outcome: Outcome;
        explanation: string;
        remedy: string | null;
        resolvedAt: string;
        redress: { amountMinor: number; currency: string } | null;
      } | null;
      acceptance: { method: string; acceptedAt: string } | null;
      deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null; isOverdue: boolean }>;
      availableActions: Array<{ action: ComplaintAction; allowed: boolean; reason: string | null }>;
      comments: {
        totalCount: number;
        nodes: Array<{
          id: string;
          kind: CommentKind;
          body: string;
          authorName: string;
          createdAt: string;
          isMine: boolean;
        }>;
        pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
      };
      timeline: {
        nodes: Array<{ id: string; summary: string; actorName: string; occurredAt: string }>;
        pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
      };
    } | null;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
};

export type SubmitComplaintMutationVariables = Exact<{
  input: SubmitComplaintInput;
}>;

export type SubmitComplaintMutation = {
  submitComplaint: {
    complaint: { id: string; reference: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current: { id: string; version: number; status: ComplaintStatus } | null;
        }
      | { code: ErrorCode; message: string; path: Array<string> | null }
    >;
  };
};

export type SubmitPublicComplaintMutationVariables = Exact<{
  input: SubmitPublicComplaintInput;
}>;

export type SubmitPublicComplaintMutation = {
  submitPublicComplaint: {
    reference: string | null;
    trackingUrl: string | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current: { id: string; version: number; status: ComplaintStatus } | null;
        }
      | { code: ErrorCode; message: string; path: Array<string> | null }
    >;
  };
};

export type AddCommentMutationVariables = Exact<{
  input: AddCommentInput;
}>;

export type AddCommentMutation = {
  addComment: {
    comment: { id: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current: { id: string; version: number; status: ComplaintStatus } | null;
        }
      | { code: ErrorCode; message: string; path: Array<string> | null }
    >;
  };
};

export type AcceptResolutionMutationVariables = Exact<{
  input: AcceptResolutionInput;
}>;

export type AcceptResolutionMutation = {
  acceptResolution: {
    complaint: { id: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current: { id: string; version: number; status: ComplaintStatus } | null;
        }
      | { code: ErrorCode; message: string; path: Array<string> | null }
    >;
  };
};

export type RejectResolutionMutationVariables = Exact<{
  input: RejectResolutionInput;
}>;

export type RejectResolutionMutation = {
  rejectResolution: {
    complaint: { id: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current: { id: string; version: number; status: ComplaintStatus } | null;
        }
      | { code: ErrorCode; message: string; path: Array<string> | null }
    >;
  };
};

export type ReopenComplaintMutationVariables = Exact<{
  input: ReopenComplaintInput;
}>;

export type ReopenComplaintMutation = {
  reopenComplaint: {
    complaint: { id: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current: { id: string; version: number; status: ComplaintStatus } | null;
        }
      | { code: ErrorCode; message: string; path: Array<string> | null }
    >;
  };
};

export type WithdrawComplaintMutationVariables = Exact<{
  input: WithdrawComplaintInput;
}>;

export type WithdrawComplaintMutation = {
  withdrawComplaint: {
    complaint: { id: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current: { id: string; version: number; status: ComplaintStatus } | null;
        }
      | { code: ErrorCode; message: string; path: Array<string> | null }
    >;
  };
};

export type PublicFormQueryVariables = Exact<{
  organisation: string;
}>;

export type PublicFormQuery = {
  publicForm: {
    organisation: string;
    name: string;
    categories: Array<{ id: string; name: string; children: Array<{ id: string; name: string }> }>;
  } | null;
};

export type AccountPageQueryVariables = Exact<{ [key: string]: never }>;

export type AccountPageQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
};

export type SessionPartsFragment = {
  accessToken: string;
  refreshToken: string;
  expiresAt: string;
  viewer: { role: Role; organisation: { slug: string } };
};

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;

export type SignInMutation = {
  signIn: {
    session: {
      accessToken: string;
      refreshToken: string;
      expiresAt: string;
      viewer: { role: Role; organisation: { slug: string } };
    } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current: { id: string; version: number; status: ComplaintStatus } | null;
        }
      | { code: ErrorCode; message: string; path: Array<string> | null }
    >;
  };
};

export type RefreshSessionMutationVariables = Exact<{
  input: RefreshSessionInput;
}>;

export type RefreshSessionMutation = {
  refreshSession: {
    session: {
      accessToken: string;
      refreshToken: string;
      expiresAt: string;
      viewer: { role: Role; organisation: { slug: string } };
    } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current: { id: string; version: number; status: ComplaintStatus } | null;
        }
      | { code: ErrorCode; message: string; path: Array<string> | null }
    >;
  };
};

export type SignOutMutationVariables = Exact<{
  input: SignOutInput;
}>;

export type SignOutMutation = {
  signOut: {
    isSignedOut: boolean;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current: { id: string; version: number; status: ComplaintStatus } | null;
        }
      | { code: ErrorCode; message: string; path: Array<string> | null }
    >;
  };
};

export type RegisterMutationVariables = Exact<{
  input: RegisterInput;
}>;

export type RegisterMutation = {
  register: {
    session: {
      accessToken: string;
      refreshToken: string;
      expiresAt: string;
      viewer: { role: Role; organisation: { slug: string } };
    } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current: { id: string; version: number; status: ComplaintStatus } | null;
        }
      | { code: ErrorCode; message: string; path: Array<string> | null }
    >;
  };
};

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;

export type AcceptInvitationMutation = {
  acceptInvitation: {
    session: {
      accessToken: string;
      refreshToken: string;
      expiresAt: string;
      viewer: { role: Role; organisation: { slug: string } };
    } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current: { id: string; version: number; status: ComplaintStatus } | null;
        }
      | { code: ErrorCode; message: string; path: Array<string> | null }
    >;
  };
};

export type TrackComplaintMutationVariables = Exact<{
  input: TrackComplaintInput;
}>;

export type TrackComplaintMutation = {
  trackComplaint: {
    session: {
      accessToken: string;
      refreshToken: string;
      expiresAt: string;
      viewer: { role: Role; organisation: { slug: string } };
    } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current: { id: string; version: number; status: ComplaintStatus } | null;
        }
      | { code: ErrorCode; message: string; path: Array<string> | null }
    >;
  };
};

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;

export type ChangePasswordMutation = {
  changePassword: {
    viewer: { id: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current: { id: string; version: number; status: ComplaintStatus } | null;
        }
      | { code: ErrorCode; message: string; path: Array<string> | null }
    >;
  };
};

export type ViewerPartsFragment = {
  id: string;
  role: Role;
  displayName: string;
  organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
};

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ErrorPartsFragmentDoc = new TypedDocumentString(
  `
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on StaleVersionError {
    current {
      id
      version
      status
    }
  }
}
    `,
  { fragmentName: 'ErrorParts' },
) as unknown as TypedDocumentString<ErrorPartsFragment, unknown>;
export const ConsumerComplaintRowFragmentDoc = new TypedDocumentString(
  `
    fragment ConsumerComplaintRow on Complaint {
  id
  reference
  subject
  status
  waitingFor
  closeReason
  receivedAt
  updatedAt
  confirmBy
  commentCount
}
    `,
  { fragmentName: 'ConsumerComplaintRow' },
) as unknown as TypedDocumentString<ConsumerComplaintRowFragment, unknown>;
export const ConsumerComplaintPartsFragmentDoc = new TypedDocumentString(
  `
    fragment ConsumerComplaintParts on Complaint {
  id
  reference
  version
  status
  waitingFor
  waitingSince
  subject
  description
  desiredOutcome
  channel
  receivedAt
  confirmBy
  reopenUntil
  reopenCount
  closeReason
  resolvedAt
  closedAt
  isImported
  category {
    id
    name
  }
  assignee {
    id
    displayName
  }
  resolution {
    outcome
    explanation
    remedy
    redress {
      amountMinor
      currency
    }
    resolvedAt
  }
  acceptance {
    method
    acceptedAt
  }
  deadlines {
    kind
    dueAt
    metAt
    isOverdue
  }
  availableActions {
    action
    allowed
    reason
  }
  comments(last: 30, before: $commentsBefore) {
    nodes {
      id
      kind
      body
      authorName
      createdAt
      isMine
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
    totalCount
  }
  timeline(last: 50, before: $timelineBefore) {
    nodes {
      id
      summary
      actorName
      occurredAt
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
  }
}
    `,
  { fragmentName: 'ConsumerComplaintParts' },
) as unknown as TypedDocumentString<ConsumerComplaintPartsFragment, unknown>;
export const SessionPartsFragmentDoc = new TypedDocumentString(
  `
    fragment SessionParts on Session {
  accessToken
  refreshToken
  expiresAt
  viewer {
    role
    organisation {
      slug
    }
  }
}
    `,
  { fragmentName: 'SessionParts' },
) as unknown as TypedDocumentString<SessionPartsFragment, unknown>;
export const ViewerPartsFragmentDoc = new TypedDocumentString(
  `
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}
    `,
  { fragmentName: 'ViewerParts' },
) as unknown as TypedDocumentString<ViewerPartsFragment, unknown>;
export const MyComplaintsDocument = new TypedDocumentString(`
    query MyComplaints($first: Int, $after: String, $last: Int, $before: String) {
  viewer {
    ...ViewerParts
  }
  toConfirm: complaints(first: 10, filter: {status: [RESOLVED]}) {
    nodes {
      ...ConsumerComplaintRow
    }
  }
  toAnswer: complaints(first: 10, filter: {waitingFor: [CONSUMER]}) {
    nodes {
      ...ConsumerComplaintRow
    }
  }
  complaints(first: $first, after: $after, last: $last, before: $before) {
    nodes {
      ...ConsumerComplaintRow
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    totalCount
  }
}
    fragment ConsumerComplaintRow on Complaint {
  id
  reference
  subject
  status
  waitingFor
  closeReason
  receivedAt
  updatedAt
  confirmBy
  commentCount
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`) as unknown as TypedDocumentString<MyComplaintsQuery, MyComplaintsQueryVariables>;
export const NewComplaintPageDocument = new TypedDocumentString(`
    query NewComplaintPage {
  viewer {
    ...ViewerParts
  }
  categories {
    id
    name
    children {
      id
      name
    }
  }
}
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`) as unknown as TypedDocumentString<NewComplaintPageQuery, NewComplaintPageQueryVariables>;
export const MyComplaintDocument = new TypedDocumentString(`
    query MyComplaint($reference: String!, $commentsBefore: String, $timelineBefore: String) {
  viewer {
    ...ViewerParts
  }
  complaint: complaintByReference(reference: $reference) {
    ...ConsumerComplaintParts
  }
}
    fragment ConsumerComplaintParts on Complaint {
  id
  reference
  version
  status
  waitingFor
  waitingSince
  subject
  description
  desiredOutcome
  channel
  receivedAt
  confirmBy
  reopenUntil
  reopenCount
  closeReason
  resolvedAt
  closedAt
  isImported
  category {
    id
    name
  }
  assignee {
    id
    displayName
  }
  resolution {
    outcome
    explanation
    remedy
    redress {
      amountMinor
      currency
    }
    resolvedAt
  }
  acceptance {
    method
    acceptedAt
  }
  deadlines {
    kind
    dueAt
    metAt
    isOverdue
  }
  availableActions {
    action
    allowed
    reason
  }
  comments(last: 30, before: $commentsBefore) {
    nodes {
      id
      kind
      body
      authorName
      createdAt
      isMine
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
    totalCount
  }
  timeline(last: 50, before: $timelineBefore) {
    nodes {
      id
      summary
      actorName
      occurredAt
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
  }
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`) as unknown as TypedDocumentString<MyComplaintQuery, MyComplaintQueryVariables>;
export const TrackedComplaintDocument = new TypedDocumentString(`
    query TrackedComplaint($commentsBefore: String, $timelineBefore: String) {
  viewer {
    ...ViewerParts
    trackedComplaint {
      ...ConsumerComplaintParts
    }
  }
}
    fragment ConsumerComplaintParts on Complaint {
  id
  reference
  version
  status
  waitingFor
  waitingSince
  subject
  description
  desiredOutcome
  channel
  receivedAt
  confirmBy
  reopenUntil
  reopenCount
  closeReason
  resolvedAt
  closedAt
  isImported
  category {
    id
    name
  }
  assignee {
    id
    displayName
  }
  resolution {
    outcome
    explanation
    remedy
    redress {
      amountMinor
      currency
    }
    resolvedAt
  }
  acceptance {
    method
    acceptedAt
  }
  deadlines {
    kind
    dueAt
    metAt
    isOverdue
  }
  availableActions {
    action
    allowed
    reason
  }
  comments(last: 30, before: $commentsBefore) {
    nodes {
      id
      kind
      body
      authorName
      createdAt
      isMine
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
    totalCount
  }
  timeline(last: 50, before: $timelineBefore) {
    nodes {
      id
      summary
      actorName
      occurredAt
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
  }
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`) as unknown as TypedDocumentString<TrackedComplaintQuery, TrackedComplaintQueryVariables>;
export const SubmitComplaintDocument = new TypedDocumentString(`
    mutation SubmitComplaint($input: SubmitComplaintInput!) {
  submitComplaint(input: $input) {
    complaint {
      id
      reference
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on StaleVersionError {
    current {
      id
      version
      status
    }
  }
}`) as unknown as TypedDocumentString<SubmitComplaintMutation, SubmitComplaintMutationVariables>;
export const SubmitPublicComplaintDocument = new TypedDocumentString(`
    mutation SubmitPublicComplaint($input: SubmitPublicComplaintInput!) {
  submitPublicComplaint(input: $input) {
    reference
    trackingUrl
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on StaleVersionError {
    current {
      id
      version
      status
    }
  }
}`) as unknown as TypedDocumentString<SubmitPublicComplaintMutation, SubmitPublicComplaintMutationVariables>;
export const AddCommentDocument = new TypedDocumentString(`
    mutation AddComment($input: AddCommentInput!) {
  addComment(input: $input) {
    comment {
      id
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on StaleVersionError {
    current {
      id
      version
      status
    }
  }
}`) as unknown as TypedDocumentString<AddCommentMutation, AddCommentMutationVariables>;
export const AcceptResolutionDocument = new TypedDocumentString(`
    mutation AcceptResolution($input: AcceptResolutionInput!) {
  acceptResolution(input: $input) {
    complaint {
      id
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on StaleVersionError {
    current {
      id
      version
      status
    }
  }
}`) as unknown as TypedDocumentString<AcceptResolutionMutation, AcceptResolutionMutationVariables>;
export const RejectResolutionDocument = new TypedDocumentString(`
    mutation RejectResolution($input: RejectResolutionInput!) {
  rejectResolution(input: $input) {
    complaint {
      id
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on StaleVersionError {
    current {
      id
      version
      status
    }
  }
}`) as unknown as TypedDocumentString<RejectResolutionMutation, RejectResolutionMutationVariables>;
export const ReopenComplaintDocument = new TypedDocumentString(`
    mutation ReopenComplaint($input: ReopenComplaintInput!) {
  reopenComplaint(input: $input) {
    complaint {
      id
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on StaleVersionError {
    current {
      id
      version
      status
    }
  }
}`) as unknown as TypedDocumentString<ReopenComplaintMutation, ReopenComplaintMutationVariables>;
export const WithdrawComplaintDocument = new TypedDocumentString(`
    mutation WithdrawComplaint($input: WithdrawComplaintInput!) {
  withdrawComplaint(input: $input) {
    complaint {
      id
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on StaleVersionError {
    current {
      id
      version
      status
    }
  }
}`) as unknown as TypedDocumentString<WithdrawComplaintMutation, WithdrawComplaintMutationVariables>;
export const PublicFormDocument = new TypedDocumentString(`
    query PublicForm($organisation: String!) {
  publicForm(organisation: $organisation) {
    organisation
    name
    categories {
      id
      name
      children {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PublicFormQuery, PublicFormQueryVariables>;
export const AccountPageDocument = new TypedDocumentString(`
    query AccountPage {
  viewer {
    ...ViewerParts
  }
}
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`) as unknown as TypedDocumentString<AccountPageQuery, AccountPageQueryVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    session {
      ...SessionParts
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on StaleVersionError {
    current {
      id
      version
      status
    }
  }
}
fragment SessionParts on Session {
  accessToken
  refreshToken
  expiresAt
  viewer {
    role
    organisation {
      slug
    }
  }
}`) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const RefreshSessionDocument = new TypedDocumentString(`
    mutation RefreshSession($input: RefreshSessionInput!) {
  refreshSession(input: $input) {
    session {
      ...SessionParts
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on StaleVersionError {
    current {
      id
      version
      status
    }
  }
}
fragment SessionParts on Session {
  accessToken
  refreshToken
  expiresAt
  viewer {
    role
    organisation {
      slug
    }
  }
}`) as unknown as TypedDocumentString<RefreshSessionMutation, RefreshSessionMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut($input: SignOutInput!) {
  signOut(input: $input) {
    isSignedOut
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on StaleVersionError {
    current {
      id
      version
      status
    }
  }
}`) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const RegisterDocument = new TypedDocumentString(`
    mutation Register($input: RegisterInput!) {
  register(input: $input) {
    session {
      ...SessionParts
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on StaleVersionError {
    current {
      id
      version
      status
    }
  }
}
fragment SessionParts on Session {
  accessToken
  refreshToken
  expiresAt
  viewer {
    role
    organisation {
      slug
    }
  }
}`) as unknown as TypedDocumentString<RegisterMutation, RegisterMutationVariables>;
export const AcceptInvitationDocument = new TypedDocumentString(`
    mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    session {
      ...SessionParts
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on StaleVersionError {
    current {
      id
      version
      status
    }
  }
}
fragment SessionParts on Session {
  accessToken
  refreshToken
  expiresAt
  viewer {
    role
    organisation {
      slug
    }
  }
}`) as unknown as TypedDocumentString<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const TrackComplaintDocument = new TypedDocumentString(`
    mutation TrackComplaint($input: TrackComplaintInput!) {
  trackComplaint(input: $input) {
    session {
      ...SessionParts
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on StaleVersionError {
    current {
      id
      version
      status
    }
  }
}
fragment SessionParts on Session {
  accessToken
  refreshToken
  expiresAt
  viewer {
    role
    organisation {
      slug
    }
  }
}`) as unknown as TypedDocumentString<TrackComplaintMutation, TrackComplaintMutationVariables>;
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    viewer {
      id
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on StaleVersionError {
    current {
      id
      version
      status
    }
  }
}`) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
