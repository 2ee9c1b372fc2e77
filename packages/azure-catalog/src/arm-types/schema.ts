// Written by scripts/arm-types.mjs from schema/. Do not edit.
import type { ArmResourceType } from "./arm-type.js";

/** The bodies of Azure Machine Learning's resource types, by ARM type. */
export const ARM_RESOURCE_TYPES: Readonly<Record<string, ArmResourceType>> = {
  "Microsoft.MachineLearningServices/workspaces/computes": {
    apiVersions: ["2025-12-01", "2026-03-01", "2026-05-01"],
    body: {
      kind: "object",
      properties: {
        apiVersion: { type: { kind: "any" }, readOnly: true },
        id: { type: { kind: "any" }, readOnly: true },
        identity: {
          type: {
            kind: "object",
            properties: {
              principalId: { type: { kind: "any" }, readOnly: true },
              tenantId: { type: { kind: "any" }, readOnly: true },
              type: {
                type: {
                  kind: "enum",
                  values: ["None", "SystemAssigned", "UserAssigned", "SystemAssigned,UserAssigned"],
                  open: true,
                },
                required: true,
              },
              userAssignedIdentities: {
                type: {
                  kind: "object",
                  properties: {},
                  additional: {
                    kind: "object",
                    properties: {
                      clientId: { type: { kind: "any" }, readOnly: true },
                      principalId: { type: { kind: "any" }, readOnly: true },
                    },
                  },
                },
              },
            },
          },
        },
        location: { type: { kind: "string" } },
        name: {
          type: { kind: "string", pattern: "^[a-zA-Z](?![a-zA-Z0-9-]*-\\d+$)[a-zA-Z0-9\\-]{2,23}$" },
          required: true,
        },
        properties: {
          type: {
            kind: "object",
            properties: {
              computeLocation: { type: { kind: "string" } },
              createdOn: { type: { kind: "any" }, readOnly: true },
              description: { type: { kind: "string" } },
              disableLocalAuth: { type: { kind: "boolean" } },
              isAttachedCompute: { type: { kind: "any" }, readOnly: true },
              modifiedOn: { type: { kind: "any" }, readOnly: true },
              provisioningErrors: { type: { kind: "any" }, readOnly: true },
              provisioningState: { type: { kind: "any" }, readOnly: true },
              resourceId: { type: { kind: "string" } },
            },
            discriminator: "computeType",
            variants: {
              AKS: {
                computeType: { type: { kind: "enum", values: ["AKS"], open: false }, required: true },
                properties: {
                  type: {
                    kind: "object",
                    properties: {
                      agentCount: { type: { kind: "int", minValue: 0 } },
                      agentVmSize: { type: { kind: "string" } },
                      aksNetworkingConfiguration: {
                        type: {
                          kind: "object",
                          properties: {
                            dnsServiceIP: {
                              type: {
                                kind: "string",
                                pattern:
                                  "^(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)$",
                              },
                            },
                            dockerBridgeCidr: {
                              type: {
                                kind: "string",
                                pattern: "^([0-9]{1,3}\\.){3}[0-9]{1,3}(\\/([0-9]|[1-2][0-9]|3[0-2]))?$",
                              },
                            },
                            serviceCidr: {
                              type: {
                                kind: "string",
                                pattern: "^([0-9]{1,3}\\.){3}[0-9]{1,3}(\\/([0-9]|[1-2][0-9]|3[0-2]))?$",
                              },
                            },
                            subnetId: { type: { kind: "string" } },
                          },
                        },
                      },
                      clusterFqdn: { type: { kind: "string" } },
                      clusterPurpose: {
                        type: { kind: "enum", values: ["FastProd", "DenseProd", "DevTest"], open: true },
                      },
                      loadBalancerSubnet: { type: { kind: "string" } },
                      loadBalancerType: {
                        type: { kind: "enum", values: ["PublicIp", "InternalLoadBalancer"], open: true },
                      },
                      sslConfiguration: {
                        type: {
                          kind: "object",
                          properties: {
                            cert: { type: { kind: "string" } },
                            cname: { type: { kind: "string" } },
                            key: { type: { kind: "string" } },
                            leafDomainLabel: { type: { kind: "string" } },
                            overwriteExistingDomain: { type: { kind: "boolean" } },
                            status: { type: { kind: "enum", values: ["Disabled", "Enabled", "Auto"], open: true } },
                          },
                        },
                      },
                      systemServices: { type: { kind: "any" }, readOnly: true },
                    },
                  },
                },
              },
              AmlCompute: {
                computeType: { type: { kind: "enum", values: ["AmlCompute"], open: false }, required: true },
                properties: {
                  type: {
                    kind: "object",
                    properties: {
                      allocationState: { type: { kind: "any" }, readOnly: true },
                      allocationStateTransitionTime: { type: { kind: "any" }, readOnly: true },
                      currentNodeCount: { type: { kind: "any" }, readOnly: true },
                      enableNodePublicIp: { type: { kind: "boolean" } },
                      errors: { type: { kind: "any" }, readOnly: true },
                      isolatedNetwork: { type: { kind: "boolean" } },
                      nodeStateCounts: { type: { kind: "any" }, readOnly: true },
                      osType: { type: { kind: "enum", values: ["Linux", "Windows"], open: true } },
                      propertyBag: { type: { kind: "any" } },
                      remoteLoginPortPublicAccess: {
                        type: { kind: "enum", values: ["Enabled", "Disabled", "NotSpecified"], open: true },
                      },
                      scaleSettings: {
                        type: {
                          kind: "object",
                          properties: {
                            maxNodeCount: { type: { kind: "int" }, required: true },
                            minNodeCount: { type: { kind: "int" } },
                            nodeIdleTimeBeforeScaleDown: { type: { kind: "string" } },
                          },
                        },
                      },
                      subnet: {
                        type: { kind: "object", properties: { id: { type: { kind: "string" }, required: true } } },
                      },
                      targetNodeCount: { type: { kind: "any" }, readOnly: true },
                      userAccountCredentials: {
                        type: {
                          kind: "object",
                          properties: {
                            adminUserName: { type: { kind: "string" }, required: true },
                            adminUserPassword: { type: { kind: "string" } },
                            adminUserSshPublicKey: { type: { kind: "string" } },
                          },
                        },
                      },
                      virtualMachineImage: {
                        type: { kind: "object", properties: { id: { type: { kind: "string" }, required: true } } },
                      },
                      vmPriority: { type: { kind: "enum", values: ["Dedicated", "LowPriority"], open: true } },
                      vmSize: { type: { kind: "string" } },
                    },
                  },
                },
              },
              ComputeInstance: {
                computeType: { type: { kind: "enum", values: ["ComputeInstance"], open: false }, required: true },
                properties: {
                  type: {
                    kind: "object",
                    properties: {
                      applicationSharingPolicy: { type: { kind: "enum", values: ["Personal", "Shared"], open: true } },
                      applications: { type: { kind: "any" }, readOnly: true },
                      computeInstanceAuthorizationType: { type: { kind: "enum", values: ["personal"], open: true } },
                      connectivityEndpoints: { type: { kind: "any" }, readOnly: true },
                      containers: { type: { kind: "any" }, readOnly: true },
                      createdBy: { type: { kind: "any" }, readOnly: true },
                      customServices: {
                        type: {
                          kind: "array",
                          items: {
                            kind: "object",
                            properties: {
                              docker: {
                                type: {
                                  kind: "object",
                                  properties: { privileged: { type: { kind: "boolean" } } },
                                  additional: { kind: "any" },
                                },
                              },
                              endpoints: {
                                type: {
                                  kind: "array",
                                  items: {
                                    kind: "object",
                                    properties: {
                                      hostIp: { type: { kind: "string" } },
                                      name: { type: { kind: "string" } },
                                      protocol: { type: { kind: "enum", values: ["tcp", "udp", "http"], open: true } },
                                      published: { type: { kind: "int" } },
                                      target: { type: { kind: "int" } },
                                    },
                                  },
                                },
                              },
                              environmentVariables: {
                                type: {
                                  kind: "object",
                                  properties: {},
                                  additional: {
                                    kind: "object",
                                    properties: {
                                      type: { type: { kind: "enum", values: ["local"], open: true } },
                                      value: { type: { kind: "string" } },
                                    },
                                    additional: { kind: "any" },
                                  },
                                },
                              },
                              image: {
                                type: {
                                  kind: "object",
                                  properties: {
                                    reference: { type: { kind: "string" } },
                                    type: { type: { kind: "enum", values: ["docker", "azureml"], open: true } },
                                    version: { type: { kind: "string" } },
                                  },
                                  additional: { kind: "any" },
                                },
                              },
                              kernel: {
                                type: {
                                  kind: "object",
                                  properties: {
                                    argv: { type: { kind: "array", items: { kind: "string" } } },
                                    displayName: { type: { kind: "string" } },
                                    language: { type: { kind: "string" } },
                                  },
                                },
                              },
                              name: { type: { kind: "string" } },
                              volumes: {
                                type: {
                                  kind: "array",
                                  items: {
                                    kind: "object",
                                    properties: {
                                      bind: {
                                        type: {
                                          kind: "object",
                                          properties: {
                                            createHostPath: { type: { kind: "boolean" } },
                                            propagation: { type: { kind: "string" } },
                                            selinux: { type: { kind: "string" } },
                                          },
                                        },
                                      },
                                      consistency: { type: { kind: "string" } },
                                      readOnly: { type: { kind: "boolean" } },
                                      source: { type: { kind: "string" } },
                                      target: { type: { kind: "string" } },
                                      tmpfs: {
                                        type: { kind: "object", properties: { size: { type: { kind: "int" } } } },
                                      },
                                      type: {
                                        type: {
                                          kind: "enum",
                                          values: ["bind", "volume", "tmpfs", "npipe"],
                                          open: true,
                                        },
                                      },
                                      volume: {
                                        type: { kind: "object", properties: { nocopy: { type: { kind: "boolean" } } } },
                                      },
                                    },
                                  },
                                },
                              },
                            },
                            additional: { kind: "any" },
                          },
                        },
                      },
                      dataDisks: { type: { kind: "any" }, readOnly: true },
                      dataMounts: { type: { kind: "any" }, readOnly: true },
                      enableNodePublicIp: { type: { kind: "boolean" } },
                      enableSSO: { type: { kind: "boolean" } },
                      errors: { type: { kind: "any" }, readOnly: true },
                      idleTimeBeforeShutdown: { type: { kind: "string" } },
                      lastOperation: { type: { kind: "any" }, readOnly: true },
                      osImageMetadata: { type: { kind: "any" }, readOnly: true },
                      personalComputeInstanceSettings: {
                        type: {
                          kind: "object",
                          properties: {
                            assignedUser: {
                              type: {
                                kind: "object",
                                properties: {
                                  objectId: { type: { kind: "string" }, required: true },
                                  tenantId: { type: { kind: "string" }, required: true },
                                },
                              },
                            },
                          },
                        },
                      },
                      schedules: {
                        type: {
                          kind: "object",
                          properties: {
                            computeStartStop: {
                              type: {
                                kind: "array",
                                items: {
                                  kind: "object",
                                  properties: {
                                    action: { type: { kind: "enum", values: ["Start", "Stop"], open: true } },
                                    cron: {
                                      type: {
                                        kind: "object",
                                        properties: {
                                          expression: { type: { kind: "string" } },
                                          startTime: { type: { kind: "string" } },
                                          timeZone: { type: { kind: "string" } },
                                        },
                                      },
                                    },
                                    id: { type: { kind: "any" }, readOnly: true },
                                    provisioningStatus: { type: { kind: "any" }, readOnly: true },
                                    recurrence: {
                                      type: {
                                        kind: "object",
                                        properties: {
                                          frequency: {
                                            type: {
                                              kind: "enum",
                                              values: ["Minute", "Hour", "Day", "Week", "Month"],
                                              open: true,
                                            },
                                          },
                                          interval: { type: { kind: "int" } },
                                          schedule: {
                                            type: {
                                              kind: "object",
                                              properties: {
                                                hours: {
                                                  type: { kind: "array", items: { kind: "int" } },
                                                  required: true,
                                                },
                                                minutes: {
                                                  type: { kind: "array", items: { kind: "int" } },
                                                  required: true,
                                                },
                                                monthDays: { type: { kind: "array", items: { kind: "int" } } },
                                                weekDays: {
                                                  type: {
                                                    kind: "array",
                                                    items: {
                                                      kind: "enum",
                                                      values: [
                                                        "Monday",
                                                        "Tuesday",
                                                        "Wednesday",
                                                        "Thursday",
                                                        "Friday",
                                                        "Saturday",
                                                        "Sunday",
                                                      ],
                                                      open: true,
                                                    },
                                                  },
                                                },
                                              },
                                            },
                                          },
                                          startTime: { type: { kind: "string" } },
                                          timeZone: { type: { kind: "string" } },
                                        },
                                      },
                                    },
                                    schedule: {
                                      type: {
                                        kind: "object",
                                        properties: {
                                          id: { type: { kind: "string" } },
                                          provisioningStatus: {
                                            type: {
                                              kind: "enum",
                                              values: ["Completed", "Provisioning", "Failed"],
                                              open: true,
                                            },
                                          },
                                          status: {
                                            type: { kind: "enum", values: ["Enabled", "Disabled"], open: true },
                                          },
                                        },
                                      },
                                    },
                                    status: { type: { kind: "enum", values: ["Enabled", "Disabled"], open: true } },
                                    triggerType: { type: { kind: "enum", values: ["Recurrence", "Cron"], open: true } },
                                  },
                                },
                              },
                            },
                          },
                        },
                      },
                      setupScripts: {
                        type: {
                          kind: "object",
                          properties: {
                            scripts: {
                              type: {
                                kind: "object",
                                properties: {
                                  creationScript: {
                                    type: {
                                      kind: "object",
                                      properties: {
                                        scriptArguments: { type: { kind: "string" } },
                                        scriptData: { type: { kind: "string" } },
                                        scriptSource: { type: { kind: "string" } },
                                        timeout: { type: { kind: "string" } },
                                      },
                                    },
                                  },
                                  startupScript: {
                                    type: {
                                      kind: "object",
                                      properties: {
                                        scriptArguments: { type: { kind: "string" } },
                                        scriptData: { type: { kind: "string" } },
                                        scriptSource: { type: { kind: "string" } },
                                        timeout: { type: { kind: "string" } },
                                      },
                                    },
                                  },
                                },
                              },
                            },
                          },
                        },
                      },
                      sshSettings: {
                        type: {
                          kind: "object",
                          properties: {
                            adminPublicKey: { type: { kind: "string" } },
                            adminUserName: { type: { kind: "any" }, readOnly: true },
                            sshPort: { type: { kind: "any" }, readOnly: true },
                            sshPublicAccess: { type: { kind: "enum", values: ["Enabled", "Disabled"], open: true } },
                          },
                        },
                      },
                      state: { type: { kind: "any" }, readOnly: true },
                      subnet: {
                        type: { kind: "object", properties: { id: { type: { kind: "string" }, required: true } } },
                      },
                      versions: { type: { kind: "any" }, readOnly: true },
                      vmSize: { type: { kind: "string" } },
                    },
                  },
                },
              },
              DataFactory: {
                computeType: { type: { kind: "enum", values: ["DataFactory"], open: false }, required: true },
              },
              DataLakeAnalytics: {
                computeType: { type: { kind: "enum", values: ["DataLakeAnalytics"], open: false }, required: true },
                properties: {
                  type: { kind: "object", properties: { dataLakeStoreAccountName: { type: { kind: "string" } } } },
                },
              },
              Databricks: {
                computeType: { type: { kind: "enum", values: ["Databricks"], open: false }, required: true },
                properties: {
                  type: {
                    kind: "object",
                    properties: {
                      databricksAccessToken: { type: { kind: "string" } },
                      workspaceUrl: { type: { kind: "string" } },
                    },
                  },
                },
              },
              HDInsight: {
                computeType: { type: { kind: "enum", values: ["HDInsight"], open: false }, required: true },
                properties: {
                  type: {
                    kind: "object",
                    properties: {
                      address: { type: { kind: "string" } },
                      administratorAccount: {
                        type: {
                          kind: "object",
                          properties: {
                            password: { type: { kind: "string" } },
                            privateKeyData: { type: { kind: "string" } },
                            publicKeyData: { type: { kind: "string" } },
                            username: { type: { kind: "string" } },
                          },
                        },
                      },
                      sshPort: { type: { kind: "int" } },
                    },
                  },
                },
              },
              Kubernetes: {
                computeType: { type: { kind: "enum", values: ["Kubernetes"], open: false }, required: true },
                properties: {
                  type: {
                    kind: "object",
                    properties: {
                      defaultInstanceType: { type: { kind: "string" } },
                      extensionInstanceReleaseTrain: { type: { kind: "string" } },
                      extensionPrincipalId: { type: { kind: "string" } },
                      instanceTypes: {
                        type: {
                          kind: "object",
                          properties: {},
                          additional: {
                            kind: "object",
                            properties: {
                              nodeSelector: {
                                type: { kind: "object", properties: {}, additional: { kind: "string" } },
                              },
                              resources: {
                                type: {
                                  kind: "object",
                                  properties: {
                                    limits: {
                                      type: { kind: "object", properties: {}, additional: { kind: "string" } },
                                    },
                                    requests: {
                                      type: { kind: "object", properties: {}, additional: { kind: "string" } },
                                    },
                                  },
                                },
                              },
                            },
                          },
                        },
                      },
                      namespace: { type: { kind: "string" } },
                      relayConnectionString: { type: { kind: "string" } },
                      serviceBusConnectionString: { type: { kind: "string" } },
                      vcName: { type: { kind: "string" } },
                    },
                  },
                },
              },
              SynapseSpark: {
                computeType: { type: { kind: "enum", values: ["SynapseSpark"], open: false }, required: true },
                properties: {
                  type: {
                    kind: "object",
                    properties: {
                      autoPauseProperties: {
                        type: {
                          kind: "object",
                          properties: {
                            delayInMinutes: { type: { kind: "int" } },
                            enabled: { type: { kind: "boolean" } },
                          },
                        },
                      },
                      autoScaleProperties: {
                        type: {
                          kind: "object",
                          properties: {
                            enabled: { type: { kind: "boolean" } },
                            maxNodeCount: { type: { kind: "int" } },
                            minNodeCount: { type: { kind: "int" } },
                          },
                        },
                      },
                      nodeCount: { type: { kind: "int" } },
                      nodeSize: { type: { kind: "string" } },
                      nodeSizeFamily: { type: { kind: "string" } },
                      poolName: { type: { kind: "string" } },
                      resourceGroup: { type: { kind: "string" } },
                      sparkVersion: { type: { kind: "string" } },
                      subscriptionId: { type: { kind: "string" } },
                      workspaceName: { type: { kind: "string" } },
                    },
                  },
                },
              },
              VirtualMachine: {
                computeType: { type: { kind: "enum", values: ["VirtualMachine"], open: false }, required: true },
                properties: {
                  type: {
                    kind: "object",
                    properties: {
                      address: { type: { kind: "string" } },
                      administratorAccount: {
                        type: {
                          kind: "object",
                          properties: {
                            password: { type: { kind: "string" } },
                            privateKeyData: { type: { kind: "string" } },
                            publicKeyData: { type: { kind: "string" } },
                            username: { type: { kind: "string" } },
                          },
                        },
                      },
                      isNotebookInstanceCompute: { type: { kind: "boolean" } },
                      notebookServerPort: { type: { kind: "int" } },
                      sshPort: { type: { kind: "int" } },
                      virtualMachineSize: { type: { kind: "string" } },
                    },
                  },
                },
              },
            },
          },
        },
        sku: {
          type: {
            kind: "object",
            properties: {
              capacity: { type: { kind: "int" } },
              family: { type: { kind: "string" } },
              name: { type: { kind: "string" }, required: true },
              size: { type: { kind: "string" } },
              tier: { type: { kind: "enum", values: ["Free", "Basic", "Standard", "Premium"], open: false } },
            },
          },
        },
        systemData: { type: { kind: "any" }, readOnly: true },
        tags: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
        type: { type: { kind: "any" }, readOnly: true },
      },
    },
  },
  "Microsoft.MachineLearningServices/workspaces/datastores": {
    apiVersions: ["2025-12-01"],
    body: {
      kind: "object",
      properties: {
        name: { type: { kind: "string" }, required: true },
        properties: {
          type: {
            kind: "object",
            properties: {
              credentials: {
                type: {
                  kind: "object",
                  properties: {},
                  discriminator: "credentialsType",
                  variants: {
                    AccountKey: {
                      credentialsType: { type: { kind: "enum", values: ["AccountKey"], open: false }, required: true },
                      secrets: {
                        type: {
                          kind: "object",
                          properties: {
                            key: { type: { kind: "string" } },
                            secretsType: {
                              type: {
                                kind: "enum",
                                values: ["AccountKey", "Certificate", "Sas", "ServicePrincipal"],
                                open: true,
                              },
                              required: true,
                            },
                          },
                        },
                        required: true,
                        writeOnly: true,
                      },
                    },
                    Certificate: {
                      authorityUrl: { type: { kind: "string" } },
                      clientId: {
                        type: {
                          kind: "string",
                          minLength: 36,
                          maxLength: 36,
                          pattern: "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$",
                        },
                        required: true,
                      },
                      credentialsType: { type: { kind: "enum", values: ["Certificate"], open: false }, required: true },
                      resourceUrl: { type: { kind: "string" } },
                      secrets: {
                        type: {
                          kind: "object",
                          properties: {
                            certificate: { type: { kind: "string" } },
                            secretsType: {
                              type: {
                                kind: "enum",
                                values: ["AccountKey", "Certificate", "Sas", "ServicePrincipal"],
                                open: true,
                              },
                              required: true,
                            },
                          },
                        },
                        required: true,
                        writeOnly: true,
                      },
                      tenantId: {
                        type: {
                          kind: "string",
                          minLength: 36,
                          maxLength: 36,
                          pattern: "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$",
                        },
                        required: true,
                      },
                      thumbprint: { type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" }, required: true },
                    },
                    None: {
                      credentialsType: { type: { kind: "enum", values: ["None"], open: false }, required: true },
                    },
                    Sas: {
                      credentialsType: { type: { kind: "enum", values: ["Sas"], open: false }, required: true },
                      secrets: {
                        type: {
                          kind: "object",
                          properties: {
                            sasToken: { type: { kind: "string" } },
                            secretsType: {
                              type: {
                                kind: "enum",
                                values: ["AccountKey", "Certificate", "Sas", "ServicePrincipal"],
                                open: true,
                              },
                              required: true,
                            },
                          },
                        },
                        required: true,
                        writeOnly: true,
                      },
                    },
                    ServicePrincipal: {
                      authorityUrl: { type: { kind: "string" } },
                      clientId: {
                        type: {
                          kind: "string",
                          minLength: 36,
                          maxLength: 36,
                          pattern: "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$",
                        },
                        required: true,
                      },
                      credentialsType: {
                        type: { kind: "enum", values: ["ServicePrincipal"], open: false },
                        required: true,
                      },
                      resourceUrl: { type: { kind: "string" } },
                      secrets: {
                        type: {
                          kind: "object",
                          properties: {
                            clientSecret: { type: { kind: "string" } },
                            secretsType: {
                              type: {
                                kind: "enum",
                                values: ["AccountKey", "Certificate", "Sas", "ServicePrincipal"],
                                open: true,
                              },
                              required: true,
                            },
                          },
                        },
                        required: true,
                        writeOnly: true,
                      },
                      tenantId: {
                        type: {
                          kind: "string",
                          minLength: 36,
                          maxLength: 36,
                          pattern: "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$",
                        },
                        required: true,
                      },
                    },
                  },
                },
                required: true,
              },
              description: { type: { kind: "string" } },
              properties: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
              tags: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
            },
            discriminator: "datastoreType",
            variants: {
              AzureBlob: {
                accountName: { type: { kind: "string" } },
                containerName: { type: { kind: "string" } },
                datastoreType: { type: { kind: "enum", values: ["AzureBlob"], open: false }, required: true },
                endpoint: { type: { kind: "string" } },
                protocol: { type: { kind: "string" } },
                resourceGroup: { type: { kind: "string" } },
                serviceDataAccessAuthIdentity: {
                  type: {
                    kind: "enum",
                    values: ["None", "WorkspaceSystemAssignedIdentity", "WorkspaceUserAssignedIdentity"],
                    open: true,
                  },
                },
                subscriptionId: { type: { kind: "string" } },
              },
              AzureDataLakeGen1: {
                datastoreType: { type: { kind: "enum", values: ["AzureDataLakeGen1"], open: false }, required: true },
                resourceGroup: { type: { kind: "string" } },
                serviceDataAccessAuthIdentity: {
                  type: {
                    kind: "enum",
                    values: ["None", "WorkspaceSystemAssignedIdentity", "WorkspaceUserAssignedIdentity"],
                    open: true,
                  },
                },
                storeName: { type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" }, required: true },
                subscriptionId: { type: { kind: "string" } },
              },
              AzureDataLakeGen2: {
                accountName: { type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" }, required: true },
                datastoreType: { type: { kind: "enum", values: ["AzureDataLakeGen2"], open: false }, required: true },
                endpoint: { type: { kind: "string" } },
                filesystem: { type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" }, required: true },
                protocol: { type: { kind: "string" } },
                resourceGroup: { type: { kind: "string" } },
                serviceDataAccessAuthIdentity: {
                  type: {
                    kind: "enum",
                    values: ["None", "WorkspaceSystemAssignedIdentity", "WorkspaceUserAssignedIdentity"],
                    open: true,
                  },
                },
                subscriptionId: { type: { kind: "string" } },
              },
              AzureFile: {
                accountName: { type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" }, required: true },
                datastoreType: { type: { kind: "enum", values: ["AzureFile"], open: false }, required: true },
                endpoint: { type: { kind: "string" } },
                fileShareName: { type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" }, required: true },
                protocol: { type: { kind: "string" } },
                resourceGroup: { type: { kind: "string" } },
                serviceDataAccessAuthIdentity: {
                  type: {
                    kind: "enum",
                    values: ["None", "WorkspaceSystemAssignedIdentity", "WorkspaceUserAssignedIdentity"],
                    open: true,
                  },
                },
                subscriptionId: { type: { kind: "string" } },
              },
              OneLake: {
                artifact: {
                  type: {
                    kind: "object",
                    properties: {
                      artifactName: { type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" }, required: true },
                    },
                    discriminator: "artifactType",
                    variants: {
                      LakeHouse: {
                        artifactType: { type: { kind: "enum", values: ["LakeHouse"], open: false }, required: true },
                      },
                    },
                  },
                  required: true,
                },
                datastoreType: { type: { kind: "enum", values: ["OneLake"], open: false }, required: true },
                endpoint: { type: { kind: "string" } },
                oneLakeWorkspaceName: {
                  type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" },
                  required: true,
                },
                serviceDataAccessAuthIdentity: {
                  type: {
                    kind: "enum",
                    values: ["None", "WorkspaceSystemAssignedIdentity", "WorkspaceUserAssignedIdentity"],
                    open: true,
                  },
                },
              },
            },
          },
          required: true,
        },
      },
    },
  },
  "Microsoft.MachineLearningServices/workspaces/datastores@2021-03-01-preview": {
    apiVersions: ["2021-03-01-preview"],
    body: {
      kind: "object",
      properties: {
        name: { type: { kind: "string" }, required: true },
        properties: {
          type: {
            kind: "object",
            properties: {
              contents: {
                type: {
                  kind: "object",
                  properties: {
                    credentials: {
                      type: {
                        kind: "object",
                        properties: {},
                        discriminator: "credentialsType",
                        variants: {
                          None: {
                            credentialsType: { type: { kind: "enum", values: ["None"], open: false }, required: true },
                          },
                          ServicePrincipal: {
                            authorityUrl: { type: { kind: "string" } },
                            clientId: { type: { kind: "string" }, required: true },
                            credentialsType: {
                              type: { kind: "enum", values: ["ServicePrincipal"], open: false },
                              required: true,
                            },
                            resourceUri: { type: { kind: "string" } },
                            secrets: {
                              type: {
                                kind: "object",
                                properties: {
                                  clientSecret: { type: { kind: "string" } },
                                  secretsType: {
                                    type: {
                                      kind: "enum",
                                      values: [
                                        "AccountKey",
                                        "Certificate",
                                        "None",
                                        "Sas",
                                        "ServicePrincipal",
                                        "SqlAdmin",
                                      ],
                                      open: false,
                                    },
                                    required: true,
                                  },
                                },
                              },
                            },
                            tenantId: { type: { kind: "string" }, required: true },
                          },
                          SqlAdmin: {
                            credentialsType: {
                              type: { kind: "enum", values: ["SqlAdmin"], open: false },
                              required: true,
                            },
                            secrets: {
                              type: {
                                kind: "object",
                                properties: {
                                  password: { type: { kind: "string" } },
                                  secretsType: {
                                    type: {
                                      kind: "enum",
                                      values: [
                                        "AccountKey",
                                        "Certificate",
                                        "None",
                                        "Sas",
                                        "ServicePrincipal",
                                        "SqlAdmin",
                                      ],
                                      open: false,
                                    },
                                    required: true,
                                  },
                                },
                              },
                            },
                            userId: { type: { kind: "string" }, required: true },
                          },
                        },
                      },
                      required: true,
                    },
                  },
                  discriminator: "contentsType",
                  variants: {
                    AzureSqlDatabase: {
                      contentsType: {
                        type: { kind: "enum", values: ["AzureSqlDatabase"], open: false },
                        required: true,
                      },
                      databaseName: { type: { kind: "string" }, required: true },
                      endpoint: { type: { kind: "string" }, required: true },
                      portNumber: { type: { kind: "int" }, required: true },
                      serverName: { type: { kind: "string" }, required: true },
                    },
                  },
                },
                required: true,
              },
              description: { type: { kind: "string" } },
              isDefault: { type: { kind: "boolean" } },
              properties: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
              tags: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
            },
          },
          required: true,
        },
      },
    },
  },
  "Microsoft.KubernetesConfiguration/extensions": {
    apiVersions: ["2023-05-01"],
    body: {
      kind: "object",
      properties: {
        apiVersion: { type: { kind: "any" }, readOnly: true },
        id: { type: { kind: "any" }, readOnly: true },
        identity: {
          type: {
            kind: "object",
            properties: {
              principalId: { type: { kind: "any" }, readOnly: true },
              tenantId: { type: { kind: "any" }, readOnly: true },
              type: { type: { kind: "enum", values: ["SystemAssigned"], open: false } },
            },
          },
        },
        name: { type: { kind: "string" }, required: true },
        properties: {
          type: {
            kind: "object",
            properties: {
              aksAssignedIdentity: {
                type: {
                  kind: "object",
                  properties: {
                    principalId: { type: { kind: "any" }, readOnly: true },
                    tenantId: { type: { kind: "any" }, readOnly: true },
                    type: { type: { kind: "enum", values: ["SystemAssigned", "UserAssigned"], open: false } },
                  },
                },
              },
              autoUpgradeMinorVersion: { type: { kind: "boolean" } },
              configurationProtectedSettings: {
                type: { kind: "object", properties: {}, additional: { kind: "string" } },
              },
              configurationSettings: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
              currentVersion: { type: { kind: "any" }, readOnly: true },
              extensionType: { type: { kind: "string" } },
              isSystemExtension: { type: { kind: "any" }, readOnly: true },
              packageUri: { type: { kind: "any" }, readOnly: true },
              provisioningState: { type: { kind: "any" }, readOnly: true },
              releaseTrain: { type: { kind: "string" } },
              scope: {
                type: {
                  kind: "object",
                  properties: {
                    cluster: {
                      type: { kind: "object", properties: { releaseNamespace: { type: { kind: "string" } } } },
                    },
                    namespace: {
                      type: { kind: "object", properties: { targetNamespace: { type: { kind: "string" } } } },
                    },
                  },
                },
              },
              statuses: {
                type: {
                  kind: "array",
                  items: {
                    kind: "object",
                    properties: {
                      code: { type: { kind: "string" } },
                      displayStatus: { type: { kind: "string" } },
                      level: { type: { kind: "enum", values: ["Error", "Information", "Warning"], open: true } },
                      message: { type: { kind: "string" } },
                      time: { type: { kind: "string" } },
                    },
                  },
                },
              },
              version: { type: { kind: "string" } },
            },
          },
        },
        type: { type: { kind: "any" }, readOnly: true },
      },
    },
  },
  "Microsoft.MachineLearningServices/workspaces/outboundRules": {
    apiVersions: ["2025-12-01", "2026-03-01", "2026-05-01"],
    body: {
      kind: "object",
      properties: {
        apiVersion: { type: { kind: "any" }, readOnly: true },
        id: { type: { kind: "any" }, readOnly: true },
        name: { type: { kind: "string", pattern: "^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$" }, required: true },
        properties: {
          type: {
            kind: "object",
            properties: {
              category: {
                type: { kind: "enum", values: ["Required", "Recommended", "UserDefined", "Dependency"], open: true },
              },
              errorInformation: { type: { kind: "any" }, readOnly: true },
              parentRuleNames: { type: { kind: "any" }, readOnly: true },
              status: {
                type: {
                  kind: "enum",
                  values: ["Inactive", "Active", "Provisioning", "Deleting", "Failed"],
                  open: true,
                },
              },
            },
            discriminator: "type",
            variants: {
              FQDN: {
                destination: { type: { kind: "string" } },
                type: { type: { kind: "enum", values: ["FQDN"], open: false }, required: true },
              },
              PrivateEndpoint: {
                destination: {
                  type: {
                    kind: "object",
                    properties: {
                      serviceResourceId: { type: { kind: "string" } },
                      sparkEnabled: { type: { kind: "boolean" } },
                      sparkStatus: {
                        type: {
                          kind: "enum",
                          values: ["Inactive", "Active", "Provisioning", "Deleting", "Failed"],
                          open: true,
                        },
                      },
                      subresourceTarget: { type: { kind: "string" } },
                    },
                  },
                },
                fqdns: { type: { kind: "array", items: { kind: "string" } } },
                type: { type: { kind: "enum", values: ["PrivateEndpoint"], open: false }, required: true },
              },
              ServiceTag: {
                destination: {
                  type: {
                    kind: "object",
                    properties: {
                      action: { type: { kind: "enum", values: ["Allow", "Deny"], open: true } },
                      addressPrefixes: { type: { kind: "array", items: { kind: "string" } } },
                      portRanges: { type: { kind: "string" } },
                      protocol: { type: { kind: "string" } },
                      serviceTag: { type: { kind: "string" } },
                    },
                  },
                },
                type: { type: { kind: "enum", values: ["ServiceTag"], open: false }, required: true },
              },
            },
          },
          required: true,
        },
        systemData: { type: { kind: "any" }, readOnly: true },
        type: { type: { kind: "any" }, readOnly: true },
      },
    },
  },
  "Microsoft.MachineLearningServices/registries": {
    apiVersions: ["2025-12-01", "2026-03-01", "2026-05-01"],
    body: {
      kind: "object",
      properties: {
        apiVersion: { type: { kind: "any" }, readOnly: true },
        id: { type: { kind: "any" }, readOnly: true },
        identity: {
          type: {
            kind: "object",
            properties: {
              principalId: { type: { kind: "any" }, readOnly: true },
              tenantId: { type: { kind: "any" }, readOnly: true },
              type: {
                type: {
                  kind: "enum",
                  values: ["None", "SystemAssigned", "UserAssigned", "SystemAssigned,UserAssigned"],
                  open: true,
                },
                required: true,
              },
              userAssignedIdentities: {
                type: {
                  kind: "object",
                  properties: {},
                  additional: {
                    kind: "object",
                    properties: {
                      clientId: { type: { kind: "any" }, readOnly: true },
                      principalId: { type: { kind: "any" }, readOnly: true },
                    },
                  },
                },
              },
            },
          },
        },
        kind: { type: { kind: "string" } },
        location: { type: { kind: "string" }, required: true },
        name: { type: { kind: "string", pattern: "^[a-zA-Z0-9][a-zA-Z0-9\\-_]{2,32}$" }, required: true },
        properties: {
          type: {
            kind: "object",
            properties: {
              discoveryUrl: { type: { kind: "string" } },
              intellectualPropertyPublisher: { type: { kind: "string" } },
              managedResourceGroup: {
                type: { kind: "object", properties: { resourceId: { type: { kind: "string" } } } },
              },
              managedResourceGroupSettings: {
                type: {
                  kind: "object",
                  properties: {
                    assignedIdentities: {
                      type: {
                        kind: "array",
                        items: {
                          kind: "object",
                          properties: {
                            principalId: {
                              type: {
                                kind: "string",
                                minLength: 36,
                                maxLength: 36,
                                pattern: "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$",
                              },
                            },
                          },
                        },
                      },
                    },
                  },
                },
              },
              mlFlowRegistryUri: { type: { kind: "string" } },
              publicNetworkAccess: { type: { kind: "string" } },
              regionDetails: {
                type: {
                  kind: "array",
                  items: {
                    kind: "object",
                    properties: {
                      acrDetails: {
                        type: {
                          kind: "array",
                          items: {
                            kind: "object",
                            properties: {
                              systemCreatedAcrAccount: {
                                type: {
                                  kind: "object",
                                  properties: {
                                    acrAccountName: { type: { kind: "string" } },
                                    acrAccountSku: { type: { kind: "string" } },
                                    armResourceId: {
                                      type: {
                                        kind: "object",
                                        properties: { resourceId: { type: { kind: "string" } } },
                                      },
                                    },
                                  },
                                },
                              },
                            },
                          },
                        },
                      },
                      location: { type: { kind: "string" } },
                      storageAccountDetails: {
                        type: {
                          kind: "array",
                          items: {
                            kind: "object",
                            properties: {
                              systemCreatedStorageAccount: {
                                type: {
                                  kind: "object",
                                  properties: {
                                    allowBlobPublicAccess: { type: { kind: "boolean" } },
                                    armResourceId: {
                                      type: {
                                        kind: "object",
                                        properties: { resourceId: { type: { kind: "string" } } },
                                      },
                                    },
                                    storageAccountHnsEnabled: { type: { kind: "boolean" } },
                                    storageAccountName: { type: { kind: "string" } },
                                    storageAccountType: { type: { kind: "string" } },
                                  },
                                },
                              },
                            },
                          },
                        },
                      },
                    },
                  },
                },
              },
              registryPrivateEndpointConnections: {
                type: {
                  kind: "array",
                  items: {
                    kind: "object",
                    properties: {
                      id: { type: { kind: "string" } },
                      location: { type: { kind: "string" } },
                      properties: {
                        type: {
                          kind: "object",
                          properties: {
                            groupIds: { type: { kind: "array", items: { kind: "string" } } },
                            privateEndpoint: {
                              type: {
                                kind: "object",
                                properties: {
                                  id: { type: { kind: "any" }, readOnly: true },
                                  subnetArmId: { type: { kind: "string" } },
                                },
                              },
                            },
                            provisioningState: { type: { kind: "string" } },
                            registryPrivateLinkServiceConnectionState: {
                              type: {
                                kind: "object",
                                properties: {
                                  actionsRequired: { type: { kind: "string" } },
                                  description: { type: { kind: "string" } },
                                  status: {
                                    type: {
                                      kind: "enum",
                                      values: ["Approved", "Pending", "Rejected", "Disconnected", "Timeout"],
                                      open: true,
                                    },
                                  },
                                },
                              },
                            },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          required: true,
        },
        sku: {
          type: {
            kind: "object",
            properties: {
              capacity: { type: { kind: "int" } },
              family: { type: { kind: "string" } },
              name: { type: { kind: "string" }, required: true },
              size: { type: { kind: "string" } },
              tier: { type: { kind: "enum", values: ["Free", "Basic", "Standard", "Premium"], open: false } },
            },
          },
        },
        systemData: { type: { kind: "any" }, readOnly: true },
        tags: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
        type: { type: { kind: "any" }, readOnly: true },
      },
    },
  },
  "Microsoft.MachineLearningServices/registries/models/versions": {
    apiVersions: ["2025-12-01"],
    body: {
      kind: "object",
      properties: {
        name: { type: { kind: "string" }, required: true },
        properties: {
          type: {
            kind: "object",
            properties: {
              datasets: {
                type: {
                  kind: "array",
                  items: {
                    kind: "object",
                    properties: { id: { type: { kind: "string" } }, name: { type: { kind: "string" } } },
                  },
                },
              },
              description: { type: { kind: "string" } },
              flavors: {
                type: {
                  kind: "object",
                  properties: {},
                  additional: {
                    kind: "object",
                    properties: { data: { type: { kind: "object", properties: {}, additional: { kind: "string" } } } },
                  },
                },
              },
              isAnonymous: { type: { kind: "boolean" } },
              isArchived: { type: { kind: "boolean" } },
              jobName: { type: { kind: "string" } },
              modelType: { type: { kind: "string" } },
              modelUri: { type: { kind: "string" } },
              properties: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
              stage: { type: { kind: "string" } },
              tags: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
            },
          },
          required: true,
        },
      },
    },
  },
  "Microsoft.MachineLearningServices/registries/environments/versions": {
    apiVersions: ["2025-12-01"],
    body: {
      kind: "object",
      properties: {
        name: { type: { kind: "string" }, required: true },
        properties: {
          type: {
            kind: "object",
            properties: {
              autoRebuild: { type: { kind: "enum", values: ["Disabled", "OnBaseImageUpdate"], open: true } },
              build: {
                type: {
                  kind: "object",
                  properties: {
                    contextUri: { type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" }, required: true },
                    dockerfilePath: { type: { kind: "string" } },
                  },
                },
              },
              condaFile: { type: { kind: "string" } },
              description: { type: { kind: "string" } },
              image: { type: { kind: "string" } },
              inferenceConfig: {
                type: {
                  kind: "object",
                  properties: {
                    livenessRoute: {
                      type: {
                        kind: "object",
                        properties: {
                          path: { type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" }, required: true },
                          port: { type: { kind: "int" }, required: true },
                        },
                      },
                    },
                    readinessRoute: {
                      type: {
                        kind: "object",
                        properties: {
                          path: { type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" }, required: true },
                          port: { type: { kind: "int" }, required: true },
                        },
                      },
                    },
                    scoringRoute: {
                      type: {
                        kind: "object",
                        properties: {
                          path: { type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" }, required: true },
                          port: { type: { kind: "int" }, required: true },
                        },
                      },
                    },
                    startupRoute: {
                      type: {
                        kind: "object",
                        properties: {
                          path: { type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" }, required: true },
                          port: { type: { kind: "int" }, required: true },
                        },
                      },
                    },
                  },
                },
              },
              isAnonymous: { type: { kind: "boolean" } },
              isArchived: { type: { kind: "boolean" } },
              osType: { type: { kind: "enum", values: ["Linux", "Windows"], open: true } },
              properties: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
              stage: { type: { kind: "string" } },
              tags: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
            },
          },
          required: true,
        },
      },
    },
  },
  "Microsoft.MachineLearningServices/registries/components/versions": {
    apiVersions: ["2025-12-01"],
    body: {
      kind: "object",
      properties: {
        name: { type: { kind: "string" }, required: true },
        properties: {
          type: {
            kind: "object",
            properties: {
              componentSpec: { type: { kind: "any" } },
              description: { type: { kind: "string" } },
              isAnonymous: { type: { kind: "boolean" } },
              isArchived: { type: { kind: "boolean" } },
              properties: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
              tags: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
            },
          },
          required: true,
        },
      },
    },
  },
  "Microsoft.MachineLearningServices/registries/data/versions": {
    apiVersions: ["2025-12-01"],
    body: {
      kind: "object",
      properties: {
        name: { type: { kind: "string" }, required: true },
        properties: {
          type: {
            kind: "object",
            properties: {
              dataUri: { type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" }, required: true },
              description: { type: { kind: "string" } },
              isAnonymous: { type: { kind: "boolean" } },
              isArchived: { type: { kind: "boolean" } },
              properties: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
              tags: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
            },
            discriminator: "dataType",
            variants: {
              mltable: {
                dataType: { type: { kind: "enum", values: ["mltable"], open: false }, required: true },
                referencedUris: { type: { kind: "array", items: { kind: "string" } } },
              },
              uri_file: { dataType: { type: { kind: "enum", values: ["uri_file"], open: false }, required: true } },
              uri_folder: { dataType: { type: { kind: "enum", values: ["uri_folder"], open: false }, required: true } },
            },
          },
          required: true,
        },
      },
    },
  },
  "Microsoft.MachineLearningServices/registries/codes/versions": {
    apiVersions: ["2025-12-01"],
    body: {
      kind: "object",
      properties: {
        name: { type: { kind: "string" }, required: true },
        properties: {
          type: {
            kind: "object",
            properties: {
              codeUri: { type: { kind: "string" } },
              description: { type: { kind: "string" } },
              isAnonymous: { type: { kind: "boolean" } },
              isArchived: { type: { kind: "boolean" } },
              properties: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
              tags: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
            },
          },
          required: true,
        },
      },
    },
  },
  "Microsoft.MachineLearningServices/workspaces": {
    apiVersions: ["2025-12-01", "2026-03-01", "2026-05-01"],
    body: {
      kind: "object",
      properties: {
        apiVersion: { type: { kind: "any" }, readOnly: true },
        id: { type: { kind: "any" }, readOnly: true },
        identity: {
          type: {
            kind: "object",
            properties: {
              principalId: { type: { kind: "any" }, readOnly: true },
              tenantId: { type: { kind: "any" }, readOnly: true },
              type: {
                type: {
                  kind: "enum",
                  values: ["None", "SystemAssigned", "UserAssigned", "SystemAssigned,UserAssigned"],
                  open: true,
                },
                required: true,
              },
              userAssignedIdentities: {
                type: {
                  kind: "object",
                  properties: {},
                  additional: {
                    kind: "object",
                    properties: {
                      clientId: { type: { kind: "any" }, readOnly: true },
                      principalId: { type: { kind: "any" }, readOnly: true },
                    },
                  },
                },
              },
            },
          },
        },
        kind: { type: { kind: "string" } },
        location: { type: { kind: "string" } },
        name: { type: { kind: "string", pattern: "^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$" }, required: true },
        properties: {
          type: {
            kind: "object",
            properties: {
              allowPublicAccessWhenBehindVnet: { type: { kind: "boolean" } },
              applicationInsights: { type: { kind: "string" } },
              associatedWorkspaces: { type: { kind: "array", items: { kind: "string" } } },
              containerRegistry: { type: { kind: "string" } },
              description: { type: { kind: "string" } },
              discoveryUrl: { type: { kind: "string" } },
              enableDataIsolation: { type: { kind: "boolean" } },
              enableServiceSideCMKEncryption: { type: { kind: "boolean" } },
              encryption: {
                type: {
                  kind: "object",
                  properties: {
                    cosmosDbResourceId: { type: { kind: "string" } },
                    identity: {
                      type: { kind: "object", properties: { userAssignedIdentity: { type: { kind: "string" } } } },
                    },
                    keyVaultProperties: {
                      type: {
                        kind: "object",
                        properties: {
                          identityClientId: { type: { kind: "string" } },
                          keyIdentifier: {
                            type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" },
                            required: true,
                          },
                          keyVaultArmId: {
                            type: { kind: "string", minLength: 1, pattern: "[a-zA-Z0-9_]" },
                            required: true,
                          },
                        },
                      },
                      required: true,
                    },
                    searchAccountResourceId: { type: { kind: "string" } },
                    status: { type: { kind: "enum", values: ["Enabled", "Disabled"], open: true }, required: true },
                    storageAccountResourceId: { type: { kind: "string" } },
                  },
                },
              },
              featureStoreSettings: {
                type: {
                  kind: "object",
                  properties: {
                    computeRuntime: {
                      type: { kind: "object", properties: { sparkRuntimeVersion: { type: { kind: "string" } } } },
                    },
                    offlineStoreConnectionName: { type: { kind: "string" } },
                    onlineStoreConnectionName: { type: { kind: "string" } },
                  },
                },
              },
              friendlyName: { type: { kind: "string" } },
              hbiWorkspace: { type: { kind: "boolean" } },
              hubResourceId: { type: { kind: "string" } },
              imageBuildCompute: { type: { kind: "string" } },
              keyVault: { type: { kind: "string" } },
              managedNetwork: {
                type: {
                  kind: "object",
                  properties: {
                    enableNetworkMonitor: { type: { kind: "boolean" } },
                    firewallPublicIpAddress: { type: { kind: "any" }, readOnly: true },
                    firewallSku: { type: { kind: "enum", values: ["Standard", "Basic"], open: true } },
                    isolationMode: {
                      type: {
                        kind: "enum",
                        values: ["Disabled", "AllowInternetOutbound", "AllowOnlyApprovedOutbound"],
                        open: true,
                      },
                    },
                    managedNetworkKind: { type: { kind: "enum", values: ["V1", "V2"], open: true } },
                    networkId: { type: { kind: "any" }, readOnly: true },
                    outboundRules: {
                      type: {
                        kind: "object",
                        properties: {},
                        additional: {
                          kind: "object",
                          properties: {
                            category: {
                              type: {
                                kind: "enum",
                                values: ["Required", "Recommended", "UserDefined", "Dependency"],
                                open: true,
                              },
                            },
                            errorInformation: { type: { kind: "any" }, readOnly: true },
                            parentRuleNames: { type: { kind: "any" }, readOnly: true },
                            status: {
                              type: {
                                kind: "enum",
                                values: ["Inactive", "Active", "Provisioning", "Deleting", "Failed"],
                                open: true,
                              },
                            },
                          },
                          discriminator: "type",
                          variants: {
                            FQDN: {
                              destination: { type: { kind: "string" } },
                              type: { type: { kind: "enum", values: ["FQDN"], open: false }, required: true },
                            },
                            PrivateEndpoint: {
                              destination: {
                                type: {
                                  kind: "object",
                                  properties: {
                                    serviceResourceId: { type: { kind: "string" } },
                                    sparkEnabled: { type: { kind: "boolean" } },
                                    sparkStatus: {
                                      type: {
                                        kind: "enum",
                                        values: ["Inactive", "Active", "Provisioning", "Deleting", "Failed"],
                                        open: true,
                                      },
                                    },
                                    subresourceTarget: { type: { kind: "string" } },
                                  },
                                },
                              },
                              fqdns: { type: { kind: "array", items: { kind: "string" } } },
                              type: {
                                type: { kind: "enum", values: ["PrivateEndpoint"], open: false },
                                required: true,
                              },
                            },
                            ServiceTag: {
                              destination: {
                                type: {
                                  kind: "object",
                                  properties: {
                                    action: { type: { kind: "enum", values: ["Allow", "Deny"], open: true } },
                                    addressPrefixes: { type: { kind: "array", items: { kind: "string" } } },
                                    portRanges: { type: { kind: "string" } },
                                    protocol: { type: { kind: "string" } },
                                    serviceTag: { type: { kind: "string" } },
                                  },
                                },
                              },
                              type: { type: { kind: "enum", values: ["ServiceTag"], open: false }, required: true },
                            },
                          },
                        },
                      },
                    },
                    status: {
                      type: {
                        kind: "object",
                        properties: {
                          sparkReady: { type: { kind: "boolean" } },
                          status: { type: { kind: "enum", values: ["Inactive", "Active"], open: true } },
                        },
                      },
                    },
                  },
                },
              },
              mlFlowTrackingUri: { type: { kind: "any" }, readOnly: true },
              notebookInfo: { type: { kind: "any" }, readOnly: true },
              primaryUserAssignedIdentity: { type: { kind: "string" } },
              privateEndpointConnections: { type: { kind: "any" }, readOnly: true },
              privateLinkCount: { type: { kind: "any" }, readOnly: true },
              provisionNetworkNow: { type: { kind: "boolean" } },
              provisioningState: { type: { kind: "any" }, readOnly: true },
              publicNetworkAccess: { type: { kind: "enum", values: ["Enabled", "Disabled"], open: true } },
              serverlessComputeSettings: {
                type: {
                  kind: "object",
                  properties: {
                    serverlessComputeCustomSubnet: { type: { kind: "string" } },
                    serverlessComputeNoPublicIP: { type: { kind: "boolean" } },
                  },
                },
              },
              serviceManagedResourcesSettings: {
                type: {
                  kind: "object",
                  properties: {
                    cosmosDb: {
                      type: { kind: "object", properties: { collectionsThroughput: { type: { kind: "int" } } } },
                    },
                  },
                },
              },
              serviceProvisionedResourceGroup: { type: { kind: "any" }, readOnly: true },
              sharedPrivateLinkResources: {
                type: {
                  kind: "array",
                  items: {
                    kind: "object",
                    properties: {
                      name: { type: { kind: "string" } },
                      properties: {
                        type: {
                          kind: "object",
                          properties: {
                            groupId: { type: { kind: "string" } },
                            privateLinkResourceId: { type: { kind: "string" } },
                            requestMessage: { type: { kind: "string" } },
                            status: {
                              type: {
                                kind: "enum",
                                values: ["Approved", "Pending", "Rejected", "Disconnected", "Timeout"],
                                open: true,
                              },
                            },
                          },
                        },
                      },
                    },
                  },
                },
              },
              storageAccount: { type: { kind: "string" } },
              storageHnsEnabled: { type: { kind: "any" }, readOnly: true },
              systemDatastoresAuthMode: {
                type: { kind: "enum", values: ["AccessKey", "Identity", "UserDelegationSAS"], open: true },
              },
              tenantId: { type: { kind: "any" }, readOnly: true },
              v1LegacyMode: { type: { kind: "boolean" } },
              workspaceHubConfig: {
                type: {
                  kind: "object",
                  properties: {
                    additionalWorkspaceStorageAccounts: { type: { kind: "array", items: { kind: "string" } } },
                    defaultWorkspaceResourceGroup: { type: { kind: "string" } },
                  },
                },
              },
              workspaceId: { type: { kind: "any" }, readOnly: true },
            },
          },
          required: true,
        },
        sku: {
          type: {
            kind: "object",
            properties: {
              capacity: { type: { kind: "int" } },
              family: { type: { kind: "string" } },
              name: { type: { kind: "string" }, required: true },
              size: { type: { kind: "string" } },
              tier: { type: { kind: "enum", values: ["Free", "Basic", "Standard", "Premium"], open: false } },
            },
          },
        },
        systemData: { type: { kind: "any" }, readOnly: true },
        tags: { type: { kind: "object", properties: {}, additional: { kind: "string" } } },
        type: { type: { kind: "any" }, readOnly: true },
      },
    },
  },
};
